package io.infrabot.session.nodes;

import io.infrabot.events.Beat;
import io.infrabot.events.NodeId;
import io.infrabot.events.NodeRegistered;
import io.infrabot.events.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Nodes as beats and registrations tell of them, on a clock that the test moves. */
abstract class NodesInTest {

    static final NodeId NODE = new NodeId("docker-ops-1");
    static final RunId RUN = new RunId("run:1");

    final KnownNodes nodes = new KnownNodes();
    long nanos;

    LivenessState liveness() {
        return nodes.known().getFirst().liveness();
    }

    /** Lets that many of our own beats come back, 250 ms apart. */
    void echoes(int count) {
        for (int i = 0; i < count; i++) {
            nodes.echoSeen(nanos);
            nanos += Duration.ofMillis(250).toNanos();
        }
    }

    static NodeRegistered registration(String incarnation) {
        return registration(incarnation, null);
    }

    static NodeRegistered registration(String incarnation, @Nullable Long firstOffset) {
        var tool = new NodeRegistered.Tool("tool.wc", "counts words", Map.of("type", "object"));
        return new NodeRegistered(
                NODE,
                "tool-runner",
                incarnation,
                "host",
                "1",
                null,
                List.of(tool),
                Map.of(),
                3,
                Instant.EPOCH,
                firstOffset);
    }

    void beat(String incarnation, RunId... runs) {
        beat(incarnation, false, runs);
    }

    void lastBeat(String incarnation, RunId... runs) {
        beat(incarnation, true, runs);
    }

    void beat(String incarnation, boolean leaving, RunId... runs) {
        nodes.beat(new Beat(
                NODE,
                "docker-ops",
                incarnation,
                1,
                Instant.EPOCH,
                "engine",
                true,
                List.of("docker.pull"),
                Map.of(),
                Map.of("transfer", new Beat.Lane(16, 0, 0, 100, List.of("docker.pull"))),
                List.of(runs),
                3,
                leaving,
                leaving));
    }
}
