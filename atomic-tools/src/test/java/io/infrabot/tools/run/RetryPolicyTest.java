package io.infrabot.tools.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.ErrorCode;
import io.infrabot.events.OperationError;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

    private static final OperationError AWAY = OperationError.of(ErrorCode.DOCKER_REGISTRY_UNAVAILABLE, "away");

    @Test
    void delaysDoubleUntilTheLastAttempt() {
        var policy = policy(() -> 0.5);

        assertThat(policy.delayAfter(1, AWAY)).contains(Duration.ofSeconds(1));
        assertThat(policy.delayAfter(2, AWAY)).contains(Duration.ofSeconds(2));
        assertThat(policy.delayAfter(3, AWAY)).contains(Duration.ofSeconds(4));
        assertThat(policy.delayAfter(4, AWAY)).isEmpty();
    }

    @Test
    void delaysDifferByAFifthEitherWay() {
        assertThat(policy(() -> 0.0).delayAfter(1, AWAY)).contains(Duration.ofMillis(800));
        assertThat(policy(() -> 1.0).delayAfter(3, AWAY)).contains(Duration.ofMillis(4_800));
    }

    @Test
    void whatCannotHelpIsNotTriedAgain() {
        var denied = OperationError.of(ErrorCode.DOCKER_AUTH_FAILED, "no");

        assertThat(policy(() -> 0.5).delayAfter(1, denied)).isEmpty();
    }

    private static RetryPolicy policy(DoubleSupplier random) {
        return new RetryPolicy(4, Duration.ofSeconds(1), 0.2, random);
    }
}
