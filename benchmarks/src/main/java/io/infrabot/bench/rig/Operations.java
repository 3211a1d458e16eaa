package io.infrabot.bench.rig;

import io.infrabot.bench.measure.OpenLoop;
import io.infrabot.bench.measure.Pairing;
import io.infrabot.bench.measure.Reading;
import io.infrabot.bench.measure.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Asks over HTTP for operations, and reads along on live streams when each has ended: {@code answered}
 * and {@code completed}, both from the moment at which it should have been sent.
 */
public final class Operations implements AutoCloseable {

    /** Enough that at the rates used here one is always free. */
    public static final int CONNECTIONS = 32;

    private static final int SESSIONS = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern ID = Pattern.compile("\"operationId\":\"([^\"]+)\"");

    private final Wires wires;
    private final String path;
    private final Supplier<String> body;
    private final Pairing pairing = new Pairing();
    private final List<EventLines> streams = new ArrayList<>();

    private Operations(int port, String path, Supplier<String> body) throws IOException {
        wires = Wires.of(CONNECTIONS, () -> Wire.tcp(port));
        this.path = path;
        this.body = body;
    }

    /** Those that do nothing, of InfraBot, in several sessions, each with its stream. */
    public static Operations noops(Stack stack) throws IOException {
        return of(stack, "/api/v1/tools/noop", Payload::noop);
    }

    /** Tags, of InfraBot. They say what they must and no more, because their bodies have no room for filling. */
    public static Operations tags(Stack stack) throws IOException {
        var tags = new Tags("bench-own");
        return of(stack, "/api/v1/docker/tag", session -> {
            var tag = tags.get();
            return "{\"sessionId\":\"%s\",\"source\":\"%s\",\"target\":\"%s\"}"
                    .formatted(session, tag.source(), tag.target());
        });
    }

    private static Operations of(Stack stack, String path, UnaryOperator<String> body) throws IOException {
        var sessions = stack.sessions(SESSIONS);
        var turn = new AtomicInteger();
        var operations = new Operations(
                stack.port(), path, () -> body.apply(sessions.get(Math.floorMod(turn.getAndIncrement(), SESSIONS))));
        sessions.forEach(session -> operations.follow(stack.port(), "/api/v1/sessions/" + session + "/events"));
        return operations;
    }

    /** Of a peer that answers alike. */
    public static Operations of(int port, String path) throws IOException {
        var operations = new Operations(port, path, Payload::any);
        operations.follow(port, "/events");
        return operations;
    }

    private void follow(int port, String stream) {
        streams.add(EventLines.follow(port, stream, id -> pairing.ended(id, System.nanoTime())));
    }

    /** Asks at that rate. */
    public Reading measure(double perSecond, Duration time) throws InterruptedException {
        pairing.next();
        var interrupted = interruptions();
        var answered = new OpenLoop(Ticker.system(), perSecond).run(time, wires.senders(this::ask));
        var open = pairing.settle(PATIENCE);
        return answered.and("completed", pairing.latencies())
                .and("streams interrupted", interruptions() - interrupted)
                .failed(open, "no end was seen");
    }

    private int interruptions() {
        return streams.stream().mapToInt(EventLines::interruptions).sum();
    }

    private void ask(Wire wire, long intended) throws IOException {
        var reply = wire.post(path, body.get()).expect(202);
        pairing.asked(idIn(reply), intended);
    }

    /** The operation that an answer names. */
    static String idIn(Wire.Reply reply) throws IOException {
        var id = ID.matcher(reply.body());
        if (!id.find()) {
            throw new IOException("no operation in " + reply.body());
        }
        return id.group(1);
    }

    @Override
    public void close() throws IOException {
        streams.forEach(EventLines::close);
        wires.close();
    }
}
