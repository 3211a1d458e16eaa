package io.infrabot.bench.row;

import io.infrabot.bench.rig.Ends;
import io.infrabot.bench.rig.Published;
import io.infrabot.bench.rig.Stack;
import io.infrabot.events.Request.CreateSession;
import io.infrabot.events.Request.RunOperation;
import io.infrabot.events.SessionId;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sessions of nine facts: created, and of two operations accepted, placed, started and succeeded. */
final class Population implements AutoCloseable {

    private static final int OPERATIONS = 2;

    private final Published published;
    private final Ends ends;
    private long size;

    /** Nobody yet. */
    Population(Stack stack) {
        published = new Published(stack.kafka());
        ends = new Ends(stack, published::ended);
    }

    /** Adds that many; all of their operations are over when this returns. */
    void grow(long sessions) throws InterruptedException {
        var from = size * OPERATIONS;
        published.all(sessions * OPERATIONS, i -> next(from + i));
        size += sessions;
    }

    private ProducerRecord<String, byte[]> next(long number) {
        var name = "session-" + number / OPERATIONS;
        var session = new SessionId(
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString());
        if (number % OPERATIONS == 0) {
            published.beside(Published.of(new CreateSession(session, "bench", null, null, null, null, null)));
        }
        return Published.of(new RunOperation(null, session, "tool.noop", Map.of(), null, null));
    }

    @Override
    public void close() {
        ends.close();
        published.close();
    }
}
