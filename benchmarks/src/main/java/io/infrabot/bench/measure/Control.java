package io.infrabot.bench.measure;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Something that InfraBot has no part in: a byte there and back over the loopback address, between two threads. Where
 * it becomes slower the machine has, and so has everything that was measured meanwhile.
 */
public final class Control implements AutoCloseable {

    private static final int TIMES = 2000;

    private final ServerSocket server;
    private final Socket near;

    /** Starts the echo. */
    public Control() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var echo = Thread.ofPlatform().daemon().name("control").start(this::echo);
        near = new Socket(server.getInetAddress(), server.getLocalPort());
        near.setTcpNoDelay(true);
        if (!echo.isAlive()) {
            throw new IOException("the echo did not start");
        }
        // the first ones are slow on every machine
        var _ = p95();
    }

    /** The 95th percentile of a few thousand, in microseconds. */
    public double p95() throws IOException {
        var latencies = new Latencies();
        for (int i = 0; i < TIMES; i++) {
            var begun = System.nanoTime();
            near.getOutputStream().write(1);
            if (near.getInputStream().read() < 0) {
                throw new EOFException("the echo is gone");
            }
            latencies.record(System.nanoTime() - begun);
        }
        return latencies.p95();
    }

    private void echo() {
        try (var far = server.accept()) {
            far.setTcpNoDelay(true);
            for (var next = far.getInputStream().read();
                    next >= 0;
                    next = far.getInputStream().read()) {
                far.getOutputStream().write(next);
            }
        } catch (IOException e) {
            // closed by us
        }
    }

    @Override
    public void close() throws IOException {
        near.close();
        server.close();
    }
}
