package io.infrabot.chaos.engine;

import io.infrabot.testkit.world.EngineProbe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A unix socket in front of the engine's own: sees each request of one node, and can refuse them all. It stands in the
 * file system, so that a node without a network still has its engine.
 */
public final class EngineProxy implements AutoCloseable {

    private static final Pattern HEAD = Pattern.compile("^(GET|HEAD|POST|PUT|DELETE) (\\S+) HTTP/1\\.1\\r\\n");
    private static final int BUFFER = 64 * 1024;
    private static final int HEAD_BYTES = 2 * 1024;

    /** A request, such as {@code POST /v1.41/images/create?fromImage=…}, when its head came by. */
    public record Call(Instant at, String method, String path) {}

    private final Path folder;
    private final Path socket;
    private final UnixDomainSocketAddress engine;
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
    private volatile @Nullable ServerSocketChannel door;

    private EngineProxy(Path folder, UnixDomainSocketAddress engine) {
        this.folder = folder;
        socket = folder.resolve("engine.sock");
        this.engine = engine;
    }

    /** Why there can be none here; empty where there can. */
    public static Optional<String> obstacle() {
        return EngineProbe.address().startsWith("unix:")
                ? Optional.empty()
                : Optional.of("the engine is not on a unix socket: " + EngineProbe.address());
    }

    /** Opens one; a path for a socket may not be long, so it has a folder among the temporary ones. */
    public static EngineProxy open() {
        try {
            var proxy = new EngineProxy(
                    Files.createTempDirectory("infrabot"),
                    UnixDomainSocketAddress.of(URI.create(EngineProbe.address()).getPath()));
            proxy.admit();
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For {@code DOCKER_HOST}. */
    public String address() {
        return "unix://" + socket;
    }

    /** Everything that was asked of the engine so far, oldest first. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    /** From now on the engine is gone: connections end and new ones are refused. */
    public void refuse() {
        var current = door;
        door = null;
        if (current != null) {
            close(current);
        }
        open.forEach(this::end);
    }

    /** The engine is there again. */
    public void admitAgain() {
        if (door == null) {
            admit();
        }
    }

    private void admit() {
        try {
            Files.deleteIfExists(socket);
            var opened = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            opened.bind(UnixDomainSocketAddress.of(socket));
            door = opened;
            Thread.ofPlatform().daemon().name("engine-proxy").start(() -> accept(opened));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocketChannel from) {
        while (from.isOpen()) {
            try {
                var near = from.accept();
                open.add(near);
                Thread.ofPlatform().daemon().name("engine-proxy").start(() -> connect(near));
            } catch (IOException e) {
                // closed
            }
        }
    }

    private void connect(SocketChannel near) {
        try {
            var far = SocketChannel.open(engine);
            open.add(far);
            Thread.ofPlatform().daemon().name("engine-proxy").start(() -> carry(far, near, false));
            carry(near, far, true);
        } catch (IOException e) {
            end(near);
        }
    }

    private void carry(SocketChannel from, SocketChannel to, boolean asks) {
        var buffer = ByteBuffer.allocate(BUFFER);
        try {
            while (from.read(buffer) >= 0) {
                buffer.flip();
                if (asks) {
                    note(buffer);
                }
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
                buffer.clear();
            }
        } catch (IOException e) {
            // ended below
        } finally {
            end(from);
            end(to);
        }
    }

    /** The client writes the head of a request at once, so a request begins where a piece begins. */
    private void note(ByteBuffer piece) {
        var length = Math.min(piece.remaining(), HEAD_BYTES);
        var head = HEAD.matcher(
                StandardCharsets.ISO_8859_1.decode(piece.duplicate().limit(length)));
        if (head.find()) {
            calls.add(new Call(Instant.now(), head.group(1), head.group(2)));
        }
    }

    private void end(SocketChannel channel) {
        open.remove(channel);
        close(channel);
    }

    private static void close(AutoCloseable channel) {
        try {
            channel.close();
        } catch (Exception e) {
            // gone already
        }
    }

    @Override
    public void close() {
        refuse();
        try {
            Files.deleteIfExists(socket);
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
