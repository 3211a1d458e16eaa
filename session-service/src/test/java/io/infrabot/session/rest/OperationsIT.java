package io.infrabot.session.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.probe.JsonHttp;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One operation, and those of a session: looked at, followed, cancelled. */
@QuarkusTest
@WithTestResource(OwnBroker.class)
class OperationsIT extends OverHttp {

    @Test
    void anOperationThatSucceededSaysWhatItBecame() {
        var session = api.session();
        var operation = api.submit(
                "/api/v1/tools/noop", Map.of("sessionId", session, "arguments", Map.of("echo", Map.of("a", 1))));

        var end = api.success(operation);

        assertThat(end.path("operationId").asText()).isEqualTo(operation);
        assertThat(end.path("sessionId").asText()).isEqualTo(session);
        assertThat(end.path("type").asText()).isEqualTo("tool.noop");
        assertThat(end.path("decided").asBoolean()).isTrue();
        assertThat(end.path("attempt").asInt()).isEqualTo(1);
        assertThat(end.path("node").asText()).isEqualTo(BothNodes.TOOL_RUNNER);
        assertThat(end.at("/arguments/echo/a").asInt()).isEqualTo(1);
        assertThat(end.at("/result/echo/a").asInt()).isEqualTo(1);
        assertThat(end.at("/usage/wallTime").asText()).startsWith("PT");
        assertThat(List.of("requestedAt", "startedAt", "finishedAt"))
                .extracting(field -> Instant.parse(end.path(field).asText()))
                .isSorted();
        assertThat(end.has("error") || end.has("waiting") || end.has("parent")).isFalse();
    }

    @Test
    void anOperationThatWaitsSaysWhatFor() {
        var waiting = waiting(api.session());

        var operation = api.get("/api/v1/operations/" + waiting).body();

        assertThat(operation.path("status").asText()).isEqualTo("QUEUED");
        assertThat(operation.at("/waiting/reason").asText()).isEqualTo("NO_MATCHING_NODE");
        assertThat(operation.at("/waiting/position").asInt()).isEqualTo(1);
    }

    @Test
    void whatWaitsIsStoppedAtOnce() {
        var waiting = waiting(api.session());

        var answer = cancel(waiting, "{\"reason\":\"no longer needed\"}");

        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        assertThat(answer.header("Location")).endsWith("/api/v1/operations/" + waiting);
        assertThat(answer.at("operationId")).isEqualTo(waiting);
        assertThat(answer.at("status")).isEqualTo("CANCELLED");
    }

    @Test
    void whatRunsIsStoppedByItsNode() {
        var held = api.submit("/api/v1/tools/held", Map.of("sessionId", api.session()));
        api.await(held, "RUNNING");

        var answer = api.call("POST", "/api/v1/operations/" + held + "/cancel", null);

        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        assertThat(api.await(held, "CANCELLED").path("attempt").asInt()).isEqualTo(1);
    }

    @Test
    void cancellingTwiceIsCancellingOnce() {
        var session = api.session();
        var waiting = waiting(session);
        assertThat(cancel(waiting, "{}").status()).isEqualTo(202);
        api.await(waiting, "CANCELLED");
        var facts = stored.factsOf(session).size();

        assertThat(cancel(waiting, "{}").status()).isEqualTo(202);
        assertThat(stored.factsOf(session)).hasSize(facts);
    }

    @Test
    void whatHasEndedCannotBeCancelled() {
        var noop = api.noop(api.session());
        api.success(noop);

        assertProblem(cancel(noop, "{}"), 409, "CANCEL_TOO_LATE");
        assertThat(api.get("/api/v1/operations/" + noop).at("status")).isEqualTo("SUCCEEDED");
    }

    @Test
    void aReasonThatIsTooLongIsRefused() {
        assertFault(cancel(waiting(api.session()), "{\"reason\":\"" + "r".repeat(1001) + "\"}"), "reason");
    }

    @Test
    void operationsOfASessionComeOldestFirstPageByPage() {
        var session = api.session();
        var operations = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            operations.add(api.noop(session));
        }

        var found = new ArrayList<String>();
        var page = list(session, "?limit=2");
        found.addAll(page.items().findValuesAsText("operationId"));
        while (!page.at("nextCursor").isEmpty()) {
            assertThat(page.items()).hasSize(2);
            page = list(session, "?limit=2&cursor=" + page.at("nextCursor"));
            found.addAll(page.items().findValuesAsText("operationId"));
        }

        assertThat(found).isEqualTo(operations);
    }

    @Test
    void aPlaceAmongTheOperationsOfOneSessionIsNoneInAnother() {
        var session = api.session();
        api.noop(session);
        api.noop(session);
        var cursor = list(session, "?limit=1").at("nextCursor");

        assertFault(list(api.session(), "?cursor=" + cursor), "cursor");
        assertFault(list(session, "?cursor=nonsense"), "cursor");
        assertFault(list(session, "?limit=101"), "limit");
    }

    @Test
    void aStreamOfAnOperationThatIsOverSaysSoAndEnds() {
        var operation = api.noop(api.session());
        api.success(operation);

        var stream = api.get("/api/v1/operations/" + operation + "/events");

        assertThat(stream.status()).isEqualTo(200);
        assertThat(stream.header("Content-Type")).startsWith("text/event-stream");
        assertThat(stream.text()).contains("event:end", operation, "\"status\":\"SUCCEEDED\"");
    }

    @Test
    void aPlaceInAStreamThatIsNoneIsRefused() {
        var path = "/api/v1/operations/" + api.noop(api.session()) + "/events";

        assertFault(api.call("GET", path, null, "Last-Event-ID", "nonsense"), "Last-Event-ID");
    }

    private JsonHttp.Answer list(String session, String query) {
        return api.get("/api/v1/sessions/" + session + "/operations" + query);
    }

    private JsonHttp.Answer cancel(String operation, String body) {
        return api.post("/api/v1/operations/" + operation + "/cancel", body);
    }

    private String waiting(String session) {
        return api.submit(
                "/api/v1/tools/noop",
                Map.of("sessionId", session, "target", Map.of("kind", "node", "node", "nobody-1")));
    }
}
