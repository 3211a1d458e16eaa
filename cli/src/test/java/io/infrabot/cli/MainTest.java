package io.infrabot.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.cli.rest.Json;
import io.infrabot.cli.screen.Terminal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole program against a service on a real wire. */
class MainTest {

    private static final String SESSION = "0197a4c2-6f3e-7b41-9c0d-2e8f5a1b3c4d";
    private static final String OPERATION = SESSION + ".k3q7n2xw5abz";
    private static final String EVENTS = "GET /api/v1/operations/" + OPERATION + "/events";

    private static final String VIEW = """
            {"operationId":"%s","sessionId":"%s","type":"docker.pull","status":"SUCCEEDED","attempt":2,"node":"docker-ops-1",
             "result":{"digest":"sha256:9f86"},"usage":{"networkReceivedBytes":80000000,"networkSentBytes":0},
             "requestedAt":"2026-11-21T09:30:00Z","startedAt":"2026-11-21T09:30:01Z","finishedAt":"2026-11-21T09:30:05.218Z"}
            """.formatted(OPERATION, SESSION).replace("\n", "");

    private static final String FAILED = """
            {"operationId":"%s","type":"docker.pull","status":"FAILED",
             "error":{"code":"DOCKER_REGISTRY_UNAVAILABLE","message":"connection refused","retryable":true}}
            """.formatted(OPERATION).replace("\n", "");

    private final Wire wire = Wire.open();
    private final Screen screen = new Screen(false);

    @AfterEach
    void hangUp() {
        wire.close();
    }

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
    void withoutAServiceTheWayToOneIsSaid() {
        wire.close();

        assertThat(infrabot("sessions")).isEqualTo(ExitCode.PREREQUISITE);
        assertThat(screen.err())
                .isEqualTo(
                        "infrabot: the InfraBot service at " + wire.uri() + " is not reachable\nhint: ./infrabot up\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "frobnicate",
                "run",
                "run pull x",
                "run docker.tag a b c",
                "watch",
                "cancel",
                "node",
                "sessions --limit many",
                "sessions --limit 0",
                "sessions --limit -5",
                "sessions --limit 99999999999",
                "sessions --foo",
                "sessions more",
                "operations --foo",
                "operations a b",
                "run docker.pull a --foo",
                "watch a b",
                "cancel a --foo",
                "status --foo",
                "node list --foo",
                "node drain",
                "node forget",
                "node forget a b",
                "node await a --seconds 0",
                "node frobnicate",
                "await http://127.0.0.1/ --seconds -1",
                "demo --foo",
                "sessions --url ftp://x",
                "await nonsense",
                "demo"
            })
    void whatCannotBeMeantIsRefused(String line) {
        assertThat(infrabot(line.isEmpty() ? new String[0] : line.split(" ", -1)))
                .isEqualTo(ExitCode.USAGE);
        assertThat(screen.err()).startsWith("infrabot: ");
        assertThat(wire.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "run --help", "demo --help", "node list --help", "--version"})
    void helpIsNoFailure(String line) {
        assertThat(infrabot(line.split(" ", -1))).isZero();
        assertThat(screen.out()).containsIgnoringCase("infrabot");
    }

    @Test
    void theVersionIsThatOfTheBuild() throws IOException {
        assertThat(infrabot("--version")).isZero();

        assertThat(Files.readString(Path.of("../pom.xml")))
                .contains("<version>" + screen.out().strip().replace("infrabot ", "") + "</version>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sessions", "sessions --json", "node list", "status", "--help", "run --help", "--version"})
    void whatCouldNotBeWrittenIsAFailure(String line) {
        wire.on("GET /api/v1/sessions?limit=50", 200, "{\"items\":[{\"sessionId\":\"s1\"}]}")
                .on("GET /api/v1/nodes", 200, "{\"items\":[]}")
                .on("GET /api/v1/health", 200, "{\"status\":\"HEALTHY\",\"components\":{}}");
        var full = new Terminal(
                new PrintStream(new FullDevice(), false, UTF_8),
                screen.terminal().err(),
                false,
                80);

        assertThat(infrabot(full, line.split(" ", -1))).isEqualTo(ExitCode.FAILED);
        assertThat(screen.err()).startsWith("infrabot: the output could not be written");
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
    void cancelSaysWhereTheOperationStands() {
        wire.on("POST /api/v1/operations/" + OPERATION + "/cancel", 202, "{\"status\":\"CANCELLING\"}");

        assertThat(infrabot("cancel", OPERATION)).isZero();
        assertThat(screen.lines()).containsExactly(OPERATION + " CANCELLING");
    }

    @Test
    void nodesAreATableOrObjects() {
        wire.on("GET /api/v1/nodes", 200, """
                {"items":[{"nodeId":"docker-ops-1","kind":"docker-ops","status":"ALIVE","draining":true,"runs":2,"labels":{"zone":"a"},"engine":{"id":"HXSM:2DOE","version":"20.10.24"},
                 "lanes":{"transfer":{"slots":16,"used":1}},"capabilities":["docker.pull","docker.tag"],"lastBeatAgeMs":120}]}
                """);

        assertThat(infrabot("node", "list")).isZero();
        assertThat(infrabot("node", "list", "--json")).isZero();

        assertThat(screen.lines().get(1))
                .isEqualTo(
                        "docker-ops-1  docker-ops  ALIVE draining  20.10.24 HXSM  2     transfer 1/16  120 ms  zone=a  docker.pull docker.tag");
        assertThat(Json.read(screen.lines().get(2)).path("nodeId").asText()).isEqualTo("docker-ops-1");
    }

    @Test
    void drainShowsHowManyRunsAreLeftUntilTheNodeHasLeft() {
        var looks = new AtomicInteger();
        wire.on("POST /api/v1/nodes/docker-ops-2/drain", 202, "{}")
                .on(
                        "GET /api/v1/nodes",
                        exchange -> Wire.reply(
                                exchange,
                                200,
                                switch (looks.incrementAndGet()) {
                                    case 1 -> draining(2);
                                    case 2, 3 -> draining(1);
                                    default -> "{\"items\":[]}";
                                }));

        assertThat(infrabot("node", "drain", "docker-ops-2")).isZero();

        assertThat(screen.lines())
                .containsExactly(
                        "draining docker-ops-2: 2 runs left",
                        "draining docker-ops-2: 1 run left",
                        "ok docker-ops-2 has left");
    }

    @Test
    void aNodeThatIsNotThereCannotBeDrained() {
        wire.on(
                "POST /api/v1/nodes/docker-ops-2/drain",
                404,
                "{\"code\":\"NODE_NOT_FOUND\",\"detail\":\"there is no node docker-ops-2\"}");

        assertThat(infrabot("node", "drain", "docker-ops-2")).isEqualTo(ExitCode.FAILED);
        assertThat(screen.err()).contains("there is no node docker-ops-2", "./infrabot node list");
    }

    @Test
    void awaitWaitsUntilANodeIsAlive() {
        var looks = new AtomicInteger();
        wire.on(
                "GET /api/v1/nodes",
                exchange -> Wire.reply(
                        exchange,
                        200,
                        looks.incrementAndGet() < 3
                                ? "{\"items\":[]}"
                                : "{\"items\":[{\"nodeId\":\"docker-ops-2\",\"status\":\"ALIVE\"}]}"));

        assertThat(infrabot("node", "await", "docker-ops-2")).isZero();
        assertThat(looks).hasValue(3);
    }

    @Test
    void aNodeThatIsGoneIsListedWithWhatCanBeDone() {
        wire.on("GET /api/v1/nodes", 200, "{\"items\":[{\"nodeId\":\"docker-ops-2\",\"status\":\"LOST\"}]}");

        assertThat(infrabot("node", "list")).isZero();

        assertThat(screen.lines().getLast())
                .isEqualTo("docker-ops-2 is LOST: './infrabot up docker-ops-2' starts it again,"
                        + " './infrabot node forget docker-ops-2' takes it off the list");
    }

    @Test
    void forgetWaitsUntilTheNodeIsLostAndThenUntilItIsOffTheList() {
        var looks = new AtomicInteger();
        wire.on("DELETE /api/v1/nodes/docker-ops-2", 204, "")
                .on(
                        "GET /api/v1/nodes",
                        exchange -> Wire.reply(
                                exchange,
                                200,
                                switch (looks.incrementAndGet()) {
                                    case 1, 2 -> draining(0);
                                    case 3, 4 -> "{\"items\":[{\"nodeId\":\"docker-ops-2\",\"status\":\"LOST\"}]}";
                                    default -> "{\"items\":[]}";
                                }));

        assertThat(infrabot("node", "forget", "docker-ops-2", "--when-gone")).isZero();

        assertThat(looks).hasValue(5);
        assertThat(screen.lines()).containsExactly("ok docker-ops-2 is forgotten");
    }

    @Test
    void aNodeThatIsAliveIsNotForgotten() {
        wire.on("GET /api/v1/nodes", 200, draining(0))
                .on(
                        "DELETE /api/v1/nodes/docker-ops-2",
                        409,
                        "{\"code\":\"NODE_ALIVE\",\"detail\":\"the node docker-ops-2 is ALIVE\"}");

        assertThat(infrabot("node", "forget", "docker-ops-2")).isEqualTo(ExitCode.FAILED);
        assertThat(screen.err()).contains("is ALIVE", "./infrabot node remove");
    }

    private static String draining(int runs) {
        return "{\"items\":[{\"nodeId\":\"docker-ops-2\",\"status\":\"ALIVE\",\"draining\":true,\"runs\":" + runs
                + "}]}";
    }

    @Test
    void statusOfAServiceThatIsNotWellIsShownAndAFailure() {
        wire.on("GET /api/v1/nodes", 200, "{\"items\":[]}").on("GET /api/v1/health", exchange -> {
            exchange.getResponseHeaders().add("Retry-After", "0");
            Wire.reply(
                    exchange,
                    503,
                    "{\"status\":\"DOWN\",\"components\":{\"kafka\":{\"status\":\"DOWN\",\"detail\":\"no broker\"}}}");
        });

        assertThat(infrabot("status")).isEqualTo(ExitCode.FAILED);
        assertThat(screen.lines()).startsWith(wire.uri() + "  DOWN", "  kafka      DOWN    no broker");
    }

    @ParameterizedTest
    @CsvSource({"HEALTHY, 0", "DEGRADED, 0", "UNHEALTHY, 1"})
    void statusIsAFailureOnlyWhereTheServiceCannotWork(String level, int exit) {
        wire.on("GET /api/v1/nodes", 200, "{\"items\":[]}")
                .on("GET /api/v1/health", 200, "{\"status\":\"" + level + "\",\"components\":{}}");

        assertThat(infrabot("status")).isEqualTo(exit);
    }

    @Test
    void awaitEndsWhenTheAnswerIsGood() {
        wire.on("GET /q/health/ready", 200, "{}");

        assertThat(infrabot("await", wire.uri() + "/q/health/ready", "--seconds", "5", "--what", "session-service"))
                .isZero();
        assertThat(screen.out()).startsWith("session-service is ready after 0.");
    }

    @Test
    void awaitGivesUpWithTheLastAnswer() {
        wire.on("GET /q/health/ready", 503, "still starting");

        assertThat(infrabot("await", wire.uri() + "/q/health/ready", "--seconds", "0", "--what", "session-service"))
                .isEqualTo(ExitCode.FAILED);
        assertThat(screen.err())
                .isEqualTo("infrabot: session-service is not ready after 0 s; its last answer: 503 still starting\n");
    }

    private int infrabot(String... arguments) {
        return infrabot(screen.terminal(), arguments);
    }

    /** As /dev/full. */
    private static final class FullDevice extends OutputStream {

        @Override
        public void write(int b) throws IOException {
            throw new IOException("No space left on device");
        }
    }

    private int infrabot(Terminal terminal, String... arguments) {
        return Main.run(
                new Context(terminal, Map.of("INFRABOT_URL", wire.uri().toString()), Path.of("/tmp")), arguments);
    }
}
