package io.infrabot.cli.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.infrabot.probe.SseReader;
import io.infrabot.probe.SseReader.SseEvent;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Follows one operation to its end over server-sent events. A stream that breaks before the end is taken up again where
 * it stood, after a wait that grows and is jittered; only when nothing came for {@code patience} is the service given up.
 */
public final class OperationStream {

    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    /** Heartbeats come every 15 s; a connection without any for this long is dead. */
    private static final Duration SILENCE = Duration.ofSeconds(45);

    private final Rest rest;
    private final Duration patience;
    private @Nullable String lastEventId;
    private long lastEventAt = System.nanoTime();
    private Duration wait = FIRST_WAIT;
    private boolean mayBeUnknown;

    public OperationStream(Rest rest, Duration patience) {
        this.rest = rest;
        this.patience = patience;
    }

    /** Told of everything in order, on the caller's thread. */
    public interface Listener {

        void state(ShownOperation operation);

        void progress(JsonNode progress);

        /** The stream broke and is being taken up again. */
        void interrupted();
    }

    /**
     * Returns the operation once it is over.
     *
     * @param isKnown whether the service must know it already; else it may still have to decide
     */
    public ShownOperation follow(String operationId, boolean isKnown, Listener listener) throws InterruptedException {
        lastEventAt = System.nanoTime();
        mayBeUnknown = !isKnown;
        while (true) {
            try {
                var end = once("/operations/" + Rest.escaped(operationId) + "/events", listener);
                if (end != null) {
                    return end;
                }
            } catch (IOException e) {
                if (lastEventId == null && e instanceof java.net.ConnectException) {
                    throw new ServiceUnreachable(rest.base(), e);
                }
            }
            if (System.nanoTime() - lastEventAt > patience.toNanos()) {
                throw new ServiceUnreachable(rest.base(), null);
            }
            listener.interrupted();
            backOff();
        }
    }

    private @Nullable ShownOperation once(String path, Listener listener) throws IOException, InterruptedException {
        var response = rest.open(path, lastEventId);
        try (var body = response.body()) {
            int status = response.statusCode();
            if (status == 503 || status == 502 || status == 504 || (status == 404 && mayBeUnknown)) {
                return null;
            }
            if (status != 200) {
                var raw = new String(body.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
                throw ProblemException.of(status, Json.read(raw), raw);
            }
            return read(body, listener);
        }
    }

    private @Nullable ShownOperation read(InputStream body, Listener listener) throws IOException {
        try (var guarded = new GuardedStream(body, SILENCE)) {
            var events = new SseReader(guarded);
            for (var event = events.next(); event != null; event = events.next()) {
                lastEventAt = System.nanoTime();
                wait = FIRST_WAIT;
                mayBeUnknown = true; // it was there: not to be found now is a move of its partition
                if (event.id() != null) {
                    lastEventId = event.id();
                }
                var end = heard(event, listener);
                if (end != null) {
                    return end;
                }
            }
            return null;
        }
    }

    private static @Nullable ShownOperation heard(SseEvent event, Listener listener) {
        var data = Json.read(event.data());
        switch (event.name()) {
            case "progress" -> listener.progress(data);
            case "state", "end" -> {
                var operation = new ShownOperation(data);
                listener.state(operation);
                return event.name().equals("end") || operation.isOver() ? operation : null;
            }
            default -> {
                // a kind of event that came after this client
            }
        }
        return null;
    }

    private void backOff() throws InterruptedException {
        long half = wait.toMillis() / 2;
        Thread.sleep(half + ThreadLocalRandom.current().nextLong(half + 1));
        wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait.multipliedBy(2);
    }

    /** Closes the stream under its reader when nothing at all has come for too long. */
    private static final class GuardedStream extends java.io.FilterInputStream {

        private final AtomicLong heardAt = new AtomicLong(System.nanoTime());
        private final Thread guard;

        GuardedStream(InputStream in, Duration silence) {
            super(in);
            guard = Thread.startVirtualThread(() -> watch(in, silence));
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int count = super.read(into, from, length);
            heardAt.set(System.nanoTime());
            return count;
        }

        @Override
        public void close() throws IOException {
            guard.interrupt();
            super.close();
        }

        private void watch(InputStream in, Duration silence) {
            try {
                while (System.nanoTime() - heardAt.get() < silence.toNanos()) {
                    Thread.sleep(Duration.ofSeconds(1));
                }
                in.close();
            } catch (InterruptedException | IOException e) {
                // the stream is over, one way or the other: its reader sees it
                Thread.currentThread().interrupt();
            }
        }
    }
}
