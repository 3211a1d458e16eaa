package io.infrabot.docker.engine;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** As much HTTP on a Unix socket as a test needs to stand for an engine: one request after another on each connection. */
public final class UnixHttpServer implements AutoCloseable {

    /** Answers one request; an answer that is never finished leaves its client waiting. */
    public interface Handler {

        /**
         * Writes the whole response.
         *
         * @param requestLine such as {@code GET /_ping HTTP/1.1}
         * @param body        what came in chunks; empty for other bodies
         */
        void answer(String requestLine, byte[] body, OutputStream response) throws IOException;
    }

    private final ServerSocketChannel server;
    private final Handler handler;

    public UnixHttpServer(Path socket, Handler handler) throws IOException {
        this.handler = handler;
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        Thread.ofVirtual().start(this::accept);
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                var client = server.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(SocketChannel client) {
        try (client) {
            var in = new BufferedInputStream(Channels.newInputStream(client));
            var out = Channels.newOutputStream(client);
            for (var request = line(in); !request.isEmpty(); request = line(in)) {
                var chunked = false;
                for (var header = line(in); !header.isEmpty(); header = line(in)) {
                    chunked |= header.equalsIgnoreCase("Transfer-Encoding: chunked");
                }
                handler.answer(request, chunked ? chunks(in) : new byte[0], out);
            }
        } catch (IOException e) {
            // the client closed the connection
        }
    }

    private static byte[] chunks(InputStream in) throws IOException {
        var all = new ByteArrayOutputStream();
        for (var size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            all.writeBytes(in.readNBytes(size));
            line(in);
        }
        line(in);
        return all.toByteArray();
    }

    /** Empty at the end of the stream, too. */
    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (var c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                if (line.isEmpty()) {
                    return "";
                }
                throw new EOFException();
            }
            line.append((char) c);
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
