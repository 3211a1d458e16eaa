package io.infrabot.bench.rig;

import io.infrabot.bench.measure.Reading;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

/** Callers of InfraBot who each ask for a noop, in a session of their own, and wait for its end before the next. */
public final class Callers implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 30;

    private final List<Caller> callers;
    private final Wires wires;

    /** So many, each with a connection and a live stream. */
    public Callers(Stack stack, int count) throws IOException {
        callers = stack.sessions(count).stream()
                .map(session -> new Caller(stack.port(), session))
                .toList();
        wires = stack.wires(count);
    }

    /** {@code answered}: when each has seen its end. */
    public Reading measure(Duration time) throws InterruptedException {
        return wires.asFastAsPossible(
                time, caller -> (wire, _) -> callers.get(caller).call(wire));
    }

    @Override
    public void close() throws IOException {
        callers.forEach(Caller::close);
        wires.close();
    }

    private static final class Caller {

        private final String body;
        private final ConcurrentMap<String, CompletableFuture<Boolean>> ends = new ConcurrentHashMap<>();
        private final EventLines stream;

        Caller(int port, String session) {
            body = Payload.noop(session);
            stream = EventLines.follow(port, "/api/v1/sessions/" + session + "/events", id -> {
                var _ = endOf(id).complete(true);
            });
        }

        void call(Wire wire) throws Exception {
            var id = Operations.idIn(wire.post("/api/v1/tools/noop", body).expect(202));
            var _ = endOf(id).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            var _ = ends.remove(id);
        }

        void close() {
            stream.close();
        }

        /** Whoever comes first, the caller or the end, makes it. */
        private CompletableFuture<Boolean> endOf(String id) {
            return ends.computeIfAbsent(id, _ -> new CompletableFuture<>());
        }
    }
}
