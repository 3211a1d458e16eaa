package io.infrabot.bench.rig;

import io.infrabot.probe.SocketHttp;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Reads a live stream and gives the id of each operation that ended well. A stream that breaks off is taken up again
 * after its last event, and counted: its reader was too slow, or the server was.
 */
public final class EventLines implements AutoCloseable {

    private static final long AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final String ENDED = "\"status\":\"SUCCEEDED\"";
    private static final Pattern ID = Pattern.compile("\"operationId\":\"([^\"]+)\"");

    private final int port;
    private final String path;
    private final Consumer<String> ended;
    private final AtomicInteger broken = new AtomicInteger();
    private volatile boolean closed;
    private volatile String last = "";

    private EventLines(int port, String path, Consumer<String> ended) {
        this.port = port;
        this.path = path;
        this.ended = ended;
    }

    /** Follows in a thread of its own. */
    public static EventLines follow(int port, String path, Consumer<String> ended) {
        var lines = new EventLines(port, path, ended);
        var _ = Thread.ofPlatform().daemon().name("reads-" + path).start(lines::read);
        return lines;
    }

    /** How often the stream was taken up again. */
    public int interruptions() {
        return broken.get();
    }

    private void read() {
        while (!closed) {
            try {
                var again = last.isEmpty() ? "" : "\r\nLast-Event-ID: " + last;
                SocketHttp.tcp("127.0.0.1", port)
                        .lines(
                                "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream%s"
                                        .formatted(path, again),
                                this::take);
            } catch (IOException e) {
                // as where it ends
            }
            if (!closed) {
                broken.incrementAndGet();
                LockSupport.parkNanos(AGAIN_NANOS);
            }
        }
    }

    private boolean take(String line) {
        if (line.startsWith("id:")) {
            last = line.substring("id:".length()).strip();
        } else if (line.startsWith("data:") && line.contains(ENDED)) {
            var id = ID.matcher(line);
            if (id.find()) {
                ended.accept(id.group(1));
            }
        }
        return !closed;
    }

    /** Takes no more; the connection goes with its server. */
    @Override
    public void close() {
        closed = true;
    }
}
