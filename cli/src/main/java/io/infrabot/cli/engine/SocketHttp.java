package io.infrabot.cli.engine;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * As much of HTTP/1.1 as a container engine's own API takes, over a Unix socket, which the JDK's client does not speak,
 * or TCP. One connection a request; answers are held in memory.
 */
final class SocketHttp {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LONGEST_LINE = 16_384;

    private final SocketAddress address;

    private SocketHttp(SocketAddress address) {
        this.address = address;
    }

    /** An answer. */
    record Reply(int status, String body) {}

    /** For {@code unix:///path} or {@code tcp://host:port}. */
    static SocketHttp at(URI engine) {
        return switch (String.valueOf(engine.getScheme())) {
            case "unix" -> new SocketHttp(UnixDomainSocketAddress.of(Path.of(engine.getPath())));
            case "tcp", "http" ->
                new SocketHttp(new InetSocketAddress(engine.getHost(), engine.getPort() < 0 ? 2375 : engine.getPort()));
            default ->
                throw new IllegalArgumentException("an engine is at unix://… or tcp://…, but not at '" + engine + "'");
        };
    }

    /** Asks and waits for the whole answer; closes the connection under itself when that takes too long. */
    Reply send(String method, String path) throws IOException {
        try (var channel = SocketChannel.open(address)) {
            var guard = Thread.startVirtualThread(() -> closeLater(channel));
            try {
                var head = method + " " + path + " HTTP/1.1\r\nHost: engine\r\nAccept: application/json\r\n"
                        + "Content-Length: 0\r\nConnection: close\r\n\r\n";
                var bytes = ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                return read(new BufferedInputStream(Channels.newInputStream(channel)));
            } finally {
                guard.interrupt();
            }
        }
    }

    /** One whole answer. */
    static Reply read(InputStream in) throws IOException {
        var status = line(in).split(" ", 3);
        if (status.length < 2 || !status[0].startsWith("HTTP/1.") || !status[1].matches("\\d{3}")) {
            throw new IOException("not an answer in HTTP/1.1: " + String.join(" ", status));
        }
        var headers = headers(in);
        var code = Integer.parseInt(status[1]);
        if (code == 204 || code == 304) {
            return new Reply(code, "");
        }
        byte[] body;
        if (headers.getOrDefault("transfer-encoding", "")
                .toLowerCase(Locale.ROOT)
                .endsWith("chunked")) {
            body = chunks(in);
        } else if (headers.containsKey("content-length")) {
            body = exactly(in, number(headers.getOrDefault("content-length", ""), 10));
        } else {
            body = in.readAllBytes();
        }
        return new Reply(code, new String(body, StandardCharsets.UTF_8));
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        var headers = new HashMap<String, String>();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return headers;
    }

    private static byte[] chunks(InputStream in) throws IOException {
        var body = new ByteArrayOutputStream();
        for (int size = chunkSize(in); size > 0; size = chunkSize(in)) {
            body.writeBytes(exactly(in, size));
            line(in);
        }
        headers(in);
        return body.toByteArray();
    }

    private static int chunkSize(InputStream in) throws IOException {
        return number(line(in).split(";", 2)[0].strip(), 16);
    }

    private static int number(String text, int radix) throws IOException {
        try {
            return Integer.parseUnsignedInt(text, radix);
        } catch (NumberFormatException e) {
            throw new IOException("not a length in HTTP: '" + text + "'", e);
        }
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the engine's answer ends after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.size() > LONGEST_LINE) {
                throw new EOFException("the engine's answer ends within its head");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    private static void closeLater(SocketChannel channel) {
        try {
            Thread.sleep(PATIENCE);
            channel.close();
        } catch (InterruptedException | IOException e) {
            // the answer came in time, or the connection is gone already
            Thread.currentThread().interrupt();
        }
    }
}
