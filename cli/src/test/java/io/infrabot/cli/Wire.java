package io.infrabot.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** The other end of the wire: a real HTTP server that says what a test tells it to, and remembers what it was asked. */
public final class Wire implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, Handler> answers = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    private Wire(HttpServer server) {
        this.server = server;
    }

    /** What stands behind one method and path. */
    public interface Handler {
        void answer(HttpExchange exchange) throws IOException;
    }

    /** One request as it arrived. */
    public record Asked(String line, Map<String, List<String>> headers, String body) {

        public Optional<String> header(String name) {
            return headers.getOrDefault(name, List.of()).stream().findFirst();
        }
    }

    public static Wire open() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var wire = new Wire(server);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", wire::handle);
            server.start();
            return wire;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI uri() {
        return URI.create("http://" + host());
    }

    /** Host and port. */
    public String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    public Wire on(String line, Handler handler) {
        answers.put(line, handler);
        return this;
    }

    public Wire on(String line, int status, String body) {
        return on(line, exchange -> reply(exchange, status, body));
    }

    /** Everything asked so far, {@code METHOD path?query} first. */
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    public List<String> lines() {
        return asked.stream().map(Asked::line).toList();
    }

    public static void reply(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** An event stream that says {@code text} and then ends. */
    public static Handler events(String text) {
        return exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(text.getBytes(UTF_8));
        };
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            asked.add(new Asked(line, Map.copyOf(exchange.getRequestHeaders()), body));
            var handler = answers.get(line);
            if (handler == null) {
                reply(exchange, 404, "{\"code\":\"NOTHING_HERE\",\"detail\":\"nothing at " + line + "\"}");
            } else {
                handler.answer(exchange);
            }
        }
    }
}
