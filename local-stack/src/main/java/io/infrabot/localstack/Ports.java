package io.infrabot.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The two ports of one broker, both free on its address when they were looked at. */
record Ports(int broker, int controller) {

    static final String HOST = "127.0.0.1";

    /** Below the range that systems use for outgoing connections, so that no client takes a port before Kafka does. */
    private static final int FIRST_FREE = 20_000;

    private static final int LAST_FREE = 32_000;
    private static final int ATTEMPTS = 100;

    /** Keeps a port that was asked for, or fails with its number; chooses a free one for 0. */
    static Ports resolve(String host, int broker, int controller) {
        // Both are held until both are known, so that two free ports are never the same one.
        try (var first = hold(host, broker);
                var second = hold(host, controller)) {
            return new Ports(first.getLocalPort(), second.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServerSocket hold(String host, int port) throws IOException {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            var socket = bound(host, port == 0 ? ThreadLocalRandom.current().nextInt(FIRST_FREE, LAST_FREE) : port);
            if (socket != null) {
                return socket;
            }
            if (port != 0) {
                throw new BrokerCannotStart("port %d on %s is already taken".formatted(port, host), null);
            }
        }
        throw new BrokerCannotStart("no free port from %d to %d on %s".formatted(FIRST_FREE, LAST_FREE, host), null);
    }

    private static @Nullable ServerSocket bound(String host, int port) throws IOException {
        var socket = new ServerSocket();
        try {
            // as Kafka's own acceptor does it: connections in TIME_WAIT do not make a port taken
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(Cluster.address(host), port));
            return socket;
        } catch (IOException _) {
            socket.close();
            return null;
        }
    }
}
