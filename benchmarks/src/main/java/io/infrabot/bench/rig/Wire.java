package io.infrabot.bench.rig;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One HTTP/1.1 connection that stays open, over TCP or a Unix socket, with as little as possible between the caller
 * and the bytes: what is measured is the other side. For one thread.
 */
public final class Wire implements AutoCloseable {

    private static final int ROOM = 256 * 1024;
    private static final String LENGTH = "\r\ncontent-length:";
    private static final String CHUNKED = "\r\ntransfer-encoding: chunked";

    /** An answer. */
    public record Reply(int status, String body) {

        /** The answer, which must have that status. */
        public Reply expect(int wanted) throws IOException {
            if (status != wanted) {
                throw new IOException("answered %d, not %d: %s".formatted(status, wanted, body));
            }
            return this;
        }
    }

    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocate(ROOM);

    private Wire(SocketChannel channel) {
        this.channel = channel;
        in.flip();
    }

    public static Wire tcp(int port) throws IOException {
        return tcp(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /** To a container engine, named as in {@code DOCKER_HOST}. */
    public static Wire engine(String address) throws IOException {
        var uri = URI.create(address);
        return "unix".equals(uri.getScheme())
                ? new Wire(SocketChannel.open(UnixDomainSocketAddress.of(uri.getPath())))
                : tcp(new InetSocketAddress(uri.getHost(), uri.getPort()));
    }

    private static Wire tcp(SocketAddress address) throws IOException {
        var channel = SocketChannel.open(address);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return new Wire(channel);
    }

    public Reply get(String path) throws IOException {
        return call("GET", path, "");
    }

    public Reply post(String path, String body) throws IOException {
        return call("POST", path, body);
    }

    public Reply call(String method, String path, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var head = "%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                .formatted(method, path, bytes.length)
                .getBytes(StandardCharsets.US_ASCII);
        // in one piece: two would be two packets
        var out = ByteBuffer.allocate(head.length + bytes.length)
                .put(head)
                .put(bytes)
                .flip();
        while (out.hasRemaining()) {
            channel.write(out);
        }
        return reply();
    }

    private Reply reply() throws IOException {
        var head = head();
        var status = Integer.parseInt(head.substring(9, 12));
        var small = head.toLowerCase(Locale.ROOT);
        if (small.contains(CHUNKED)) {
            return new Reply(status, chunks());
        }
        var at = small.indexOf(LENGTH);
        if (at < 0) {
            return new Reply(status, "");
        }
        var end = small.indexOf('\r', at + LENGTH.length());
        return new Reply(
                status,
                text(Integer.parseInt(small.substring(at + LENGTH.length(), end).strip())));
    }

    private String head() throws IOException {
        for (int at = in.position(); ; at++) {
            at = require(at, 4);
            if (in.get(at) == '\r' && in.get(at + 1) == '\n' && in.get(at + 2) == '\r' && in.get(at + 3) == '\n') {
                var head = text(at + 2 - in.position());
                in.position(in.position() + 2);
                return head;
            }
        }
    }

    private String chunks() throws IOException {
        var body = new StringBuilder();
        while (true) {
            var size = Integer.parseInt(line().strip(), 16);
            body.append(text(size));
            var _ = line();
            if (size == 0) {
                return body.toString();
            }
        }
    }

    private String line() throws IOException {
        for (int at = in.position(); ; at++) {
            at = require(at, 1);
            if (in.get(at) == '\n') {
                return text(at + 1 - in.position());
            }
        }
    }

    private String text(int length) throws IOException {
        var at = require(in.position(), length);
        var text = new String(in.array(), at, length, StandardCharsets.UTF_8);
        in.position(at + length);
        return text;
    }

    /** Reads until {@code count} bytes are there from {@code at} on; returns where that is now. */
    private int require(int at, int count) throws IOException {
        var from = at;
        while (in.limit() - from < count) {
            from -= in.position();
            in.compact();
            if (channel.read(in) < 0) {
                throw new EOFException("the connection was closed within an answer");
            }
            in.flip();
        }
        return from;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
