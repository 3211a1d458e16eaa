package io.infrabot.chaos.load;

import com.sun.net.httpserver.HttpServer;
import io.infrabot.events.OperationId;
import io.infrabot.testkit.world.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** Counts effects by operation, outside of the processes that cause them. What it has counted it answers late. */
public final class CounterServer implements AutoCloseable {

    private static final Duration USUAL = Duration.ofMillis(100);

    private final HttpServer server;
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();
    private volatile Duration slowest = USUAL;

    private CounterServer(HttpServer server) {
        this.server = server;
    }

    /** Starts one at {@code host}. */
    public static CounterServer at(String host) {
        try {
            var server = HttpServer.create(new InetSocketAddress(host, Ports.free()), 0);
            var counter = new CounterServer(server);
            server.createContext("/", exchange -> {
                try (exchange) {
                    var count = Integer.toString(
                                    counter.count(exchange.getRequestURI().getPath()))
                            .getBytes(StandardCharsets.US_ASCII);
                    exchange.sendResponseHeaders(200, count.length);
                    exchange.getResponseBody().write(count);
                }
            });
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return counter;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As the counter tool's node wants it. */
    public String url() {
        var address = server.getAddress();
        return "http://" + address.getHostString() + ":" + address.getPort();
    }

    /** From now on its answers take up to this long. */
    public void slowest(Duration longest) {
        slowest = longest;
    }

    /** Back to the usual pace. */
    public void usual() {
        slowest = USUAL;
    }

    public int of(OperationId operation) {
        return counts.getOrDefault(operation.value(), 0);
    }

    /** How often each operation was counted. */
    public Map<OperationId, Integer> counts() {
        var all = new HashMap<OperationId, Integer>();
        counts.forEach((id, count) -> all.put(new OperationId(id), count));
        return all;
    }

    private int count(String path) {
        var count = counts.merge(path.substring(path.lastIndexOf('/') + 1), 1, Integer::sum);
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(slowest.toNanos() + 1));
        return count == null ? 0 : count;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
