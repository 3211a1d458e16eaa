package io.infrabot.docker.context;

import io.infrabot.docker.engine.UnixHttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** As much of a Docker daemon as the docker client needs to send it what is to be built, which is kept. */
final class ClientsDaemon implements AutoCloseable {

    private final UnixHttpServer server;
    private volatile byte[] sent = {};

    ClientsDaemon(Path socket) throws IOException {
        server = new UnixHttpServer(socket, this::answer);
    }

    byte[] sent() {
        return sent;
    }

    private void answer(String request, byte[] chunks, OutputStream response) throws IOException {
        if (chunks.length > 0) {
            sent = chunks;
        }
        var body = request.startsWith("HEAD") ? "" : "{\"stream\":\"Successfully built 0123456789ab\\n\"}";
        var answer = "HTTP/1.1 200 OK\r\nApi-Version: 1.41\r\nContent-Type: application/json\r\n" + "Content-Length: "
                + body.length() + "\r\n\r\n" + body;
        response.write(answer.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
