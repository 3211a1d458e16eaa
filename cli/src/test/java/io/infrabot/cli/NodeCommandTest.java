package io.infrabot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.cli.rest.Json;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Lists nodes, and waits until they are alive, drained or forgotten. */
class NodeCommandTest extends ProgramOnAWire {

    private static final String NONE = "{\"items\":[]}";
    private static final String LOST = "{\"items\":[{\"nodeId\":\"docker-ops-2\",\"status\":\"LOST\"}]}";

    private final AtomicInteger looks = new AtomicInteger();

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
        wire.on("POST /api/v1/nodes/docker-ops-2/drain", 202, "{}");
        nodesAtLook(look -> switch (look) {
            case 1 -> draining(2);
            case 2, 3 -> draining(1);
            default -> NONE;
        });

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
        nodesAtLook(look -> look < 3 ? NONE : "{\"items\":[{\"nodeId\":\"docker-ops-2\",\"status\":\"ALIVE\"}]}");

        assertThat(infrabot("node", "await", "docker-ops-2")).isZero();
        assertThat(looks).hasValue(3);
    }

    @Test
    void aNodeThatIsGoneIsListedWithWhatCanBeDone() {
        wire.on("GET /api/v1/nodes", 200, LOST);

        assertThat(infrabot("node", "list")).isZero();

        assertThat(screen.lines().getLast())
                .isEqualTo("docker-ops-2 is LOST: './infrabot up docker-ops-2' starts it again,"
                        + " './infrabot node forget docker-ops-2' takes it off the list");
    }

    @Test
    void forgetWaitsUntilTheNodeIsLostAndThenUntilItIsOffTheList() {
        wire.on("DELETE /api/v1/nodes/docker-ops-2", 204, "");
        nodesAtLook(look -> switch (look) {
            case 1, 2 -> draining(0);
            case 3, 4 -> LOST;
            default -> NONE;
        });

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

    /** The list of nodes is another one at each look; the first look is 1. */
    private void nodesAtLook(IntFunction<String> answer) {
        wire.on("GET /api/v1/nodes", exchange -> Wire.reply(exchange, 200, answer.apply(looks.incrementAndGet())));
    }

    private static String draining(int runs) {
        return "{\"items\":[{\"nodeId\":\"docker-ops-2\",\"status\":\"ALIVE\",\"draining\":true,\"runs\":" + runs
                + "}]}";
    }
}
