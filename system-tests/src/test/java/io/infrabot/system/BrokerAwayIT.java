package io.infrabot.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.chaos.world.Api;
import io.infrabot.chaos.world.Waiting;
import io.infrabot.system.harness.Stack;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Without its broker the service says so, takes nothing it could not keep, and comes back by itself (F19). */
class BrokerAwayIT {

    @RegisterExtension
    static final Stack STACK = new Stack();

    @Test
    void whatCannotBeStoredIsNotAcceptedAndAfterwardsEverythingWorksAgain() {
        var api = STACK.api();
        var session = api.session();
        api.success(api.noop(session));

        STACK.kill(Stack.BROKER);
        var refused = api.post("/api/v1/tools/noop", Map.of("sessionId", session));

        assertThat(refused.status()).as(refused.text()).isEqualTo(503);
        assertThat(refused.code()).isEqualTo("NOT_READY");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(api.get("/api/v1/sessions/" + session).status()).isEqualTo(200);
        Waiting.until(
                () -> assertThat(api.get("/api/v1/health").body().path("status").asText())
                        .isEqualTo("UNHEALTHY"));

        STACK.start(Stack.BROKER);
        Waiting.until(
                () -> assertThat(api.get("/api/v1/health").body().path("status").asText())
                        .isEqualTo("HEALTHY"));
        // as the 503 says: repeat it
        Waiting.until(() -> assertThat(api.post("/api/v1/tools/noop", Map.of("sessionId", session))
                        .status())
                .isEqualTo(202));
        Waiting.until(() -> assertThat(api.operations(session)).allMatch(Api::isOver));
    }
}
