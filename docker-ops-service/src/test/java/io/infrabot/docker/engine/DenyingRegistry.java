package io.infrabot.docker.engine;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A registry that knows who asks and gives nothing: 403 for every repository. */
final class DenyingRegistry implements AutoCloseable {

    private static final String DENIED =
            "{\"errors\":[{\"code\":\"DENIED\",\"message\":\"requested access to the resource is"
                    + " denied\",\"detail\":[]}]}";

    private final HttpServer server;

    DenyingRegistry() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", DenyingRegistry::answer);
        server.start();
    }

    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var isBase = exchange.getRequestURI().getPath().equals("/v2/");
            var body = (isBase ? "{}" : DENIED).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            var hasBody = !exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(isBase ? 200 : 403, hasBody ? body.length : -1);
            if (hasBody) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
