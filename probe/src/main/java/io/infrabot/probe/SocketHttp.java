package io.infrabot.probe;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Predicate;

/**
 * As much of HTTP/1.1 as a probe takes, byte by byte: over a Unix socket, which the JDK's client does not speak, or TCP;
 * and for requests that no honest client sends. One connection a request; answers are held in memory.
 */
public final class SocketHttp {

    /** Of an engine that names none, as Docker's own client has it. */
    private static final int ENGINE_PORT = 2375;

    private final SocketAddress address;
    private final String host;
    private final Duration patience;

    private SocketHttp(SocketAddress address, String host, Duration patience) {
        this.address = address;
        this.host = host;
        this.patience = patience;
    }

    /**
     * An answer.
     *
     * @param headers by their names in small letters
     */
    public record Reply(int status, Map<String, String> headers, String body) {

        public Reply {
            headers = Map.copyOf(headers);
        }

        /** The value of one header, named in small letters; empty where it is absent. */
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /** To an engine, named as in {@code DOCKER_HOST}: {@code unix:///path} or {@code tcp://host:port}. */
    public static SocketHttp engine(URI engine) {
        return switch (String.valueOf(engine.getScheme())) {
            case "unix" -> to(UnixDomainSocketAddress.of(Path.of(engine.getPath())), "engine");
            case "tcp", "http" ->
                to(
                        new InetSocketAddress(engine.getHost(), engine.getPort() < 0 ? ENGINE_PORT : engine.getPort()),
                        "engine");
            default ->
                throw new IllegalArgumentException("an engine is at unix://… or tcp://…, but not at '" + engine + "'");
        };
    }

    public static SocketHttp tcp(String host, int port) {
        return to(new InetSocketAddress(host, port), host + ":" + port);
    }

    private static SocketHttp to(SocketAddress address, String host) {
        return new SocketHttp(address, host, ChronoUnit.FOREVER.getDuration());
    }

    /** The same, but what is not answered as a whole by then is a failure. Without, an answer may take for ever. */
    public SocketHttp within(Duration longest) {
        return new SocketHttp(address, host, longest);
    }

    /** An ordinary request without a body; {@code headers} are whole lines. */
    public Reply ask(String method, String path, String... headers) throws IOException {
        return ask(method, path, new byte[0], headers);
    }

    /** An ordinary request; {@code headers} are whole lines. */
    public Reply ask(String method, String path, byte[] body, String... headers) throws IOException {
        var more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return send(
                "%s %s HTTP/1.1\r\nHost: %s\r\n%sContent-Length: %d\r\nConnection: close"
                        .formatted(method, path, host, more, body.length),
                body);
    }

    /**
     * Sends {@code head}, its lines parted by CR LF, then the body piece by piece, and reads one answer, however early it
     * comes.
     */
    public Reply send(String head, byte[]... body) throws IOException {
        try (var channel = channel()) {
            var guard = Thread.startVirtualThread(() -> closeLater(channel));
            try {
                connect(channel);
                write(channel, head, body);
                return ReplyReader.read(new BufferedInputStream(Channels.newInputStream(channel)));
            } finally {
                guard.interrupt();
            }
        }
    }

    /** Sends {@code head} and gives every line of what comes back, until there is no more or {@code more} says no. */
    public void lines(String head, Predicate<String> more) throws IOException {
        try (var channel = channel()) {
            connect(channel);
            write(channel, head);
            var in =
                    new BufferedReader(new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8));
            var line = in.readLine();
            while (line != null && more.test(line)) {
                line = in.readLine();
            }
        }
    }

    private SocketChannel channel() throws IOException {
        return address instanceof UnixDomainSocketAddress
                ? SocketChannel.open(StandardProtocolFamily.UNIX)
                : SocketChannel.open();
    }

    private void connect(SocketChannel channel) throws IOException {
        if (address instanceof InetSocketAddress inet) {
            if (inet.isUnresolved()) {
                throw new UnknownHostException(inet.getHostString());
            }
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        }
        channel.connect(address);
    }

    private static void write(SocketChannel channel, String head, byte[]... body) {
        try {
            write(channel, (head + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            for (var piece : body) {
                write(channel, piece);
            }
        } catch (IOException e) {
            // the other side has answered and listens no more, or it is gone: reading tells which
        }
    }

    private static void write(SocketChannel channel, byte[] bytes) throws IOException {
        var buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /** Closing ends the reading: a channel of a Unix socket has no read time-out of its own. */
    private void closeLater(SocketChannel channel) {
        try {
            Thread.sleep(patience);
            channel.close();
        } catch (InterruptedException | IOException e) {
            // the answer came in time, or the connection is gone already
            Thread.currentThread().interrupt();
        }
    }
}
