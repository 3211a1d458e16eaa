package io.infrabot.bench.row;

import static io.infrabot.testkit.world.Member.toolRunner;

import io.infrabot.bench.peer.BarePipeline;
import io.infrabot.bench.peer.PeerProcess;
import io.infrabot.bench.result.Outcome.Measured;
import io.infrabot.bench.result.Score;
import io.infrabot.bench.result.Target;
import io.infrabot.bench.rig.Ends;
import io.infrabot.bench.rig.Payload;
import io.infrabot.bench.rig.Published;
import io.infrabot.bench.rig.Rig;
import io.infrabot.bench.rig.Stack;
import io.infrabot.bench.rig.Stage;
import io.infrabot.events.Request.RunOperation;
import io.infrabot.events.SessionId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/** As many calls of a tool as come to their end, through Kafka alone, beside the bare pipeline. */
final class ToolCalls implements Benchmark {

    private static final int SESSIONS = 16;
    private static final double ENOUGH = 15_000;
    private static final double SHARE = 0.4;

    @Override
    public String name() {
        return "tool-calls";
    }

    @Override
    public String what() {
        return "noops published on Kafka, as many as end, 256 under way; beside the bare pipeline without HTTP";
    }

    @Override
    public Measured run(Rig rig) throws Exception {
        try (var stack = Stack.start(rig, "", toolRunner(1));
                var _ = PeerProcess.pipeline(stack);
                var calls = new Published(stack.kafka());
                var bare = new Published(stack.kafka());
                var _ = new Ends(stack, calls::ended);
                var _ = Stage.reading(stack.kafka(), BarePipeline.EVENTS, record -> {
                    if (record.value().length == Payload.BYTES) {
                        bare.ended();
                    }
                })) {
            var sessions = stack.sessions(SESSIONS);
            var rounds = rig.contest()
                    .with("InfraBot", time -> calls.measure(time, i -> noop(sessions.get((int) (i % SESSIONS)))))
                    .with("bare pipeline", time -> bare.measure(time, _ -> Published.to(BarePipeline.REQUESTS)))
                    .run();
            return Measured.of(
                    rounds,
                    List.of(
                            Score.of(
                                    "calls ended",
                                    "/s",
                                    rounds.warm(),
                                    round -> round.of("InfraBot").value("ended a second"),
                                    Target.atLeast(ENOUGH)),
                            Score.of(
                                    "÷ bare pipeline",
                                    "×",
                                    rounds.warm(),
                                    round -> round.of("InfraBot").value("ended a second")
                                            / round.of("bare pipeline").value("ended a second"),
                                    Target.atLeast(SHARE))),
                    List.of());
        }
    }

    private static ProducerRecord<String, byte[]> noop(String session) {
        var pad = "x".repeat(Payload.BYTES - 200);
        var arguments = Map.<String, Object>of("echo", Map.of("pad", pad));
        var record = Published.of(new RunOperation(null, new SessionId(session), "tool.noop", arguments, null, null));
        assert record.value().length <= Payload.BYTES : new String(record.value(), StandardCharsets.UTF_8);
        return record;
    }
}
