package io.infrabot.bench.row;

import static io.infrabot.chaos.world.Member.toolRunner;

import io.infrabot.bench.result.Outcome;
import io.infrabot.bench.result.Outcome.Measured;
import io.infrabot.bench.result.Score;
import io.infrabot.bench.result.Target;
import io.infrabot.bench.rig.Ends;
import io.infrabot.bench.rig.LiveHeap;
import io.infrabot.bench.rig.Published;
import io.infrabot.bench.rig.Rig;
import io.infrabot.bench.rig.Stack;
import io.infrabot.chaos.world.Member;
import io.infrabot.events.Request.CreateSession;
import io.infrabot.events.Request.RunOperation;
import io.infrabot.events.SessionId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What a session with nine facts weighs on the heap of the session service; the rest of it is on disk. */
final class SessionMemory implements Benchmark {

    private static final double KILOBYTE = 1024;
    private static final double BOUND = 8;

    @Override
    public String name() {
        return "session-memory";
    }

    @Override
    public String what() {
        return "sessions of nine facts each; live heap of the session service after a full collection, a session";
    }

    @Override
    public Outcome run(Rig rig) throws Exception {
        try (var stack = Stack.start(rig, "", toolRunner(1));
                var published = new Published(stack.kafka());
                var _ = new Ends(stack, published::ended)) {
            var heap = new LiveHeap(stack.world().pid(Member.session(1)));
            // classes, pools and buffers come with the first work and stay
            published.all(operations(500), i -> next(i, "first-", published));
            var empty = heap.bytes();
            var scores = new ArrayList<Score>();
            long there = 0;
            for (var count : rig.pace().isEnough() ? List.of(1_000, 10_000, 100_000) : List.of(200)) {
                published.all(operations(count - there), i -> next(i, "up-to-" + count + "-", published));
                there = count;
                rig.progress().accept(count + " sessions");
                scores.add(new Score(
                        "live heap a session, of " + count,
                        "kB",
                        List.of((heap.bytes() - empty) / KILOBYTE / count),
                        Target.atMost(BOUND)));
            }
            return new Measured(
                    List.of(),
                    scores,
                    List.of("live heap before: %.1f MB".formatted(empty / KILOBYTE / KILOBYTE)),
                    List.of());
        }
    }

    /** Each has two operations, whose ends are counted. */
    private static long operations(long sessions) {
        return 2 * sessions;
    }

    /** created, and four facts of each operation: accepted, placed, started, succeeded. */
    private static ProducerRecord<String, byte[]> next(long number, String group, Published published) {
        var name = group + number / 2;
        var session = new SessionId(
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString());
        if (number % 2 == 0) {
            published.beside(Published.of(new CreateSession(session, "bench", null, null, null, null, null)));
        }
        return Published.of(new RunOperation(null, session, "tool.noop", Map.of(), null, null));
    }
}
