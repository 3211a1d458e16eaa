package io.infrabot.testkit.world;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Stands before the registry and lets its bytes through no faster than told. What goes to the registry is not held. */
public final class ThrottlingProxy implements AutoCloseable {

    public static final long UNLIMITED = Long.MAX_VALUE;

    private static final int PIECE = 4_096;
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final InetSocketAddress target;
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong nextNanos = new AtomicLong(System.nanoTime());
    private volatile long bytesPerSecond;

    private ThrottlingProxy(InetSocketAddress target, ServerSocket server, long bytesPerSecond) {
        this.target = target;
        this.server = server;
        this.bytesPerSecond = bytesPerSecond;
    }

    /** A proxy to the registry. */
    public static ThrottlingProxy at(long bytesPerSecond) throws IOException {
        var parts = RegistryProbe.address().split(":", 2);
        var server = new ServerSocket(Ports.free(), 50, InetAddress.getLoopbackAddress());
        var proxy = new ThrottlingProxy(
                new InetSocketAddress(parts[0], Integer.parseInt(parts[1])), server, bytesPerSecond);
        Thread.ofPlatform().daemon().start(proxy::accept);
        return proxy;
    }

    public int port() {
        return server.getLocalPort();
    }

    /** From now on this many; {@link #UNLIMITED} takes the brake off. */
    public void limit(long bytesPerSecond) {
        this.bytesPerSecond = bytesPerSecond;
        nextNanos.set(System.nanoTime());
    }

    /** How many bytes of the registry have come through. */
    public long delivered() {
        return delivered.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                var registry = new Socket();
                open.add(client);
                open.add(registry);
                registry.connect(target);
                carry(client, registry, false);
                carry(registry, client, true);
            } catch (IOException e) {
                // the proxy is closed, or the registry is down: the next one may have more luck
            }
        }
    }

    private void carry(Socket from, Socket to, boolean braked) {
        Thread.ofVirtual().start(() -> {
            try (from;
                    to) {
                carry(from.getInputStream(), to.getOutputStream(), braked);
            } catch (IOException e) {
                // one of them hung up
            }
        });
    }

    private void carry(InputStream from, OutputStream to, boolean braked) throws IOException {
        var piece = new byte[PIECE];
        for (int read = from.read(piece); read >= 0; read = from.read(piece)) {
            if (braked) {
                brake(read);
                delivered.addAndGet(read);
            }
            to.write(piece, 0, read);
        }
    }

    /** Takes a place in the line of bytes and waits for its turn, however the limit changes meanwhile. */
    private void brake(int bytes) {
        var limit = bytesPerSecond;
        if (limit == UNLIMITED) {
            return;
        }
        var duration = TimeUnit.SECONDS.toNanos(bytes) / limit;
        var turn = nextNanos.updateAndGet(next -> Math.max(next, System.nanoTime()) + duration);
        for (var left = turn - System.nanoTime();
                left > 0 && bytesPerSecond == limit;
                left = turn - System.nanoTime()) {
            LockSupport.parkNanos(Math.min(left, LONGEST_PAUSE_NANOS));
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var socket : open) {
            socket.close();
        }
    }
}
