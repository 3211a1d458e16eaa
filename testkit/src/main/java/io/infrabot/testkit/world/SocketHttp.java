package io.infrabot.testkit.world;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** HTTP/1.1 byte by byte: for Unix sockets, and for requests that no honest client sends. One connection each. */
public final class SocketHttp {

    private final SocketAddress address;

    private SocketHttp(SocketAddress address) {
        this.address = address;
    }

    /** An answer. */
    public record Reply(int status, Map<String, String> headers, String body) {}

    public static SocketHttp unix(String path) {
        return new SocketHttp(UnixDomainSocketAddress.of(Path.of(path)));
    }

    public static SocketHttp tcp(String host, int port) {
        return new SocketHttp(new InetSocketAddress(host, port));
    }

    /**
     * Sends {@code head}, its lines parted by CR LF, then the body piece by piece, and reads one answer, however early it
     * comes.
     */
    public Reply send(String head, byte[]... body) throws IOException {
        try (var channel = SocketChannel.open(address)) {
            if (address instanceof InetSocketAddress) {
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            }
            try {
                write(channel, (head + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
                for (var piece : body) {
                    write(channel, piece);
                }
            } catch (IOException e) {
                // the other side has answered and listens no more
            }
            return read(new BufferedInputStream(Channels.newInputStream(channel)));
        }
    }

    /** Sends {@code head} and gives every line of what comes back, until there is no more or {@code more} says no. */
    public void lines(String head, Predicate<String> more) throws IOException {
        try (var channel = SocketChannel.open(address)) {
            write(channel, (head + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            var in =
                    new BufferedReader(new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8));
            var line = in.readLine();
            while (line != null && more.test(line)) {
                line = in.readLine();
            }
        }
    }

    private static void write(SocketChannel channel, byte[] bytes) throws IOException {
        var buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    private static Reply read(InputStream in) throws IOException {
        var status = line(in).split(" ", 3);
        var headers = new HashMap<String, String>();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            var colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return new Reply(Integer.parseInt(status[1]), headers, new String(body(in, headers), StandardCharsets.UTF_8));
    }

    private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
        if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
            var body = new ByteArrayOutputStream();
            for (int size = chunk(in); size > 0; size = chunk(in)) {
                body.writeBytes(in.readNBytes(size));
                line(in);
            }
            return body.toByteArray();
        }
        var length = headers.get("content-length");
        return length == null ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length));
    }

    private static int chunk(InputStream in) throws IOException {
        return Integer.parseInt(line(in).strip(), 16);
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the answer ends within its head");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }
}
