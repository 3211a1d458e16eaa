package io.infrabot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.cli.rest.Json;
import org.junit.jupiter.api.Test;

/** Asks for operations, follows them, and lists them with their sessions. */
class RunCommandTest extends ProgramOnAWire {

    private static final String VIEW = """
            {"operationId":"%s","sessionId":"%s","type":"docker.pull","status":"SUCCEEDED","attempt":2,"node":"docker-ops-1",
             "result":{"digest":"sha256:9f86"},"usage":{"networkReceivedBytes":80000000,"networkSentBytes":0},
             "requestedAt":"2026-11-21T09:30:00Z","startedAt":"2026-11-21T09:30:01Z","finishedAt":"2026-11-21T09:30:05.218Z"}
            """.formatted(OPERATION, SESSION).replace("\n", "");

    private static final String FAILED = """
            {"operationId":"%s","type":"docker.pull","status":"FAILED",
             "error":{"code":"DOCKER_REGISTRY_UNAVAILABLE","message":"connection refused","retryable":true}}
            """.formatted(OPERATION).replace("\n", "");

    @Test
    void runMakesASessionAsksAndFollowsToTheEnd() {
        wire.on("POST /api/v1/sessions", 201, "{\"sessionId\":\"" + SESSION + "\"}")
                .on("POST /api/v1/docker/pull", 202, "{\"operationId\":\"" + OPERATION + "\",\"status\":\"QUEUED\"}")
                .on(EVENTS, Wire.events("event: end\ndata: " + VIEW + "\n\n"));

        assertThat(infrabot("run", "docker.pull", "demo/app:1", "--timeout", "PT5M"))
                .isZero();

        assertThat(screen.lines())
                .startsWith(
                        "session " + SESSION + " (new, team cli)",
                        "operation " + OPERATION,
                        "ok docker.pull in 4.22 s on docker-ops-1, attempt 2, 80.0 MB");
        assertThat(screen.out()).contains("\"digest\" : \"sha256:9f86\"");
        assertThat(Json.read(wire.asked().get(0).body()).path("team").asText()).isEqualTo("cli");
        assertThat(wire.asked().get(1).body())
                .isEqualTo("{\"image\":\"demo/app:1\",\"sessionId\":\"" + SESSION + "\",\"timeout\":\"PT5M\"}");
    }

    @Test
    void runInASessionMakesNone() {
        wire.on("POST /api/v1/tools/host.facts", 202, "{\"operationId\":\"" + OPERATION + "\"}");

        assertThat(infrabot("run", "tool.host.facts", "--session", SESSION, "--detach"))
                .isZero();

        assertThat(wire.lines()).containsExactly("POST /api/v1/tools/host.facts");
        assertThat(wire.asked().getFirst().body()).isEqualTo("{\"arguments\":{},\"sessionId\":\"" + SESSION + "\"}");
        assertThat(screen.lines()).containsExactly("operation " + OPERATION);
    }

    @Test
    void anOperationThatFailedIsAFailureWithAHint() {
        wire.on(EVENTS, Wire.events("event: end\ndata: " + FAILED + "\n\n"));

        assertThat(infrabot("watch", OPERATION)).isEqualTo(ExitCode.FAILED);

        assertThat(screen.err().lines())
                .containsExactly(
                        "infrabot: docker.pull FAILED, DOCKER_REGISTRY_UNAVAILABLE: connection refused",
                        "hint: does the registry in the image's name run?");
    }

    @Test
    void whatAProgramSaidBeforeItFailedIsShownAndCommandsNoTerminal() {
        wire.on(
                EVENTS,
                Wire.events(
                        "event: end\ndata: {\"type\":\"docker.build\",\"status\":\"FAILED\",\"error\":{\"code\":"
                                + "\"DOCKER_BUILD_FAILED\",\"message\":\"step 2 failed\",\"output\":[\"one\",\"\\u001b[31mtwo\"]}}\n\n"));

        assertThat(infrabot("watch", OPERATION)).isEqualTo(ExitCode.FAILED);

        assertThat(screen.err().lines()).startsWith("  | one", "  | \\u001b[31mtwo");
    }

    @Test
    void anOperationThatWasCancelledIsAFailure() {
        wire.on(EVENTS, Wire.events("event: end\ndata: {\"type\":\"docker.pull\",\"status\":\"CANCELLED\"}\n\n"));

        assertThat(infrabot("watch", OPERATION)).isEqualTo(ExitCode.FAILED);
        assertThat(screen.err()).isEqualTo("infrabot: docker.pull CANCELLED\n");
    }

    @Test
    void forMachinesEveryLineOfRunIsAnObject() {
        wire.on("POST /api/v1/sessions", 201, "{\"sessionId\":\"" + SESSION + "\"}")
                .on("POST /api/v1/docker/pull", 202, "{\"operationId\":\"" + OPERATION + "\"}")
                .on(
                        EVENTS,
                        Wire.events("event: progress\ndata: {\"fraction\":0.5}\n\nevent: end\ndata: " + VIEW + "\n\n"));

        assertThat(infrabot("run", "docker.pull", "demo/app:1", "--json")).isZero();

        assertThat(screen.lines())
                .extracting(line -> Json.read(line).path("event").asText())
                .containsExactly("session", "accepted", "progress", "end");
    }

    @Test
    void theSessionThatWasMadeForARefusedRequestDoesNotStay() {
        wire.on("POST /api/v1/sessions", 201, "{\"sessionId\":\"" + SESSION + "\"}")
                .on(
                        "POST /api/v1/docker/pull",
                        400,
                        "{\"code\":\"IMAGE_REFERENCE_INVALID\",\"detail\":\"BAD/Ref is no image\"}")
                .on("DELETE /api/v1/sessions/" + SESSION, 204, "");

        assertThat(infrabot("run", "docker.pull", "BAD/Ref")).isEqualTo(ExitCode.FAILED);

        assertThat(wire.lines())
                .containsExactly(
                        "POST /api/v1/sessions", "POST /api/v1/docker/pull", "DELETE /api/v1/sessions/" + SESSION);
        assertThat(screen.out()).isEmpty();
        assertThat(screen.err()).startsWith("infrabot: BAD/Ref is no image\n");
    }

    @Test
    void aSessionThatWasThereBeforeStays() {
        wire.on("POST /api/v1/docker/pull", 400, "{\"code\":\"IMAGE_REFERENCE_INVALID\",\"detail\":\"no image\"}");

        assertThat(infrabot("run", "docker.pull", "BAD/Ref", "--session", SESSION))
                .isEqualTo(ExitCode.FAILED);

        assertThat(wire.lines()).containsExactly("POST /api/v1/docker/pull");
    }

    @Test
    void cancelSaysWhereTheOperationStands() {
        wire.on("POST /api/v1/operations/" + OPERATION + "/cancel", 202, "{\"status\":\"CANCELLING\"}");

        assertThat(infrabot("cancel", OPERATION)).isZero();
        assertThat(screen.lines()).containsExactly(OPERATION + " CANCELLING");
    }

    @Test
    void aRefusalIsOneSentenceAndAHint() {
        wire.on(
                "POST /api/v1/docker/pull",
                404,
                "{\"code\":\"SESSION_NOT_FOUND\",\"detail\":\"there is no session " + SESSION + "\"}");

        assertThat(infrabot("run", "docker.pull", "demo/app:1", "--session", SESSION))
                .isEqualTo(ExitCode.FAILED);
        assertThat(screen.err())
                .isEqualTo("infrabot: there is no session " + SESSION + "\nhint: ./infrabot sessions\n");
    }

    @Test
    void operationsAreThoseOfTheNewestSession() {
        wire.on(
                        "GET /api/v1/sessions?limit=100",
                        200,
                        "{\"items\":[{\"sessionId\":\"old\",\"createdAt\":\"2026-01-01T00:00:00Z\"},"
                                + "{\"sessionId\":\"new\",\"createdAt\":\"2026-02-01T00:00:00Z\"}]}")
                .on("GET /api/v1/sessions/new/operations", 200, "{\"items\":[" + VIEW + "," + FAILED + "]}");

        assertThat(infrabot("operations")).isZero();

        assertThat(screen.lines())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("session new"),
                        line -> assertThat(line.split(" +", -1))
                                .containsExactly("TYPE", "STATUS", "ATTEMPT", "NODE", "SECONDS", "MB", "OPERATION"),
                        line -> assertThat(line.split(" +", -1))
                                .containsExactly(
                                        "docker.pull", "SUCCEEDED", "2", "docker-ops-1", "4.22", "80.0", OPERATION),
                        line -> assertThat(line.split(" +", -1))
                                .containsExactly(
                                        "docker.pull",
                                        "FAILED",
                                        "DOCKER_REGISTRY_UNAVAILABLE",
                                        "0",
                                        "-",
                                        "-",
                                        "-",
                                        OPERATION));
    }

    @Test
    void sessionsAreListedOverAllPages() {
        wire.on(
                        "GET /api/v1/sessions?limit=50&team=a%20b&status=ACTIVE",
                        200,
                        "{\"items\":[{\"sessionId\":\"s1\",\"team\":\"a b\",\"status\":\"ACTIVE\",\"createdAt\":\"t\"}],\"nextCursor\":\"c+1\"}")
                .on(
                        "GET /api/v1/sessions?limit=50&team=a%20b&status=ACTIVE&cursor=c%2B1",
                        200, "{\"items\":[{\"sessionId\":\"s2\",\"name\":\"n\"}],\"nextCursor\":null}");

        assertThat(infrabot("sessions", "--team", "a b", "--status", "ACTIVE")).isZero();

        assertThat(screen.lines())
                .containsExactly(
                        "SESSION  TEAM  STATUS  CREATED  NAME",
                        "s1       a b   ACTIVE  t",
                        "s2                              n");
    }
}
