package io.infrabot.chaos.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Carries connections from one address of this machine to the same port of another. */
final class Relay implements AutoCloseable {

    private static final int CONNECT_MILLIS = 1_000;

    private final ServerSocket door;
    private final InetSocketAddress behind;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private Relay(ServerSocket door, InetSocketAddress behind) {
        this.door = door;
        this.behind = behind;
    }

    static Relay open(InetAddress from, InetAddress to, int port) {
        try {
            var relay = new Relay(new ServerSocket(port, 50, from), new InetSocketAddress(to, port));
            Thread.ofVirtual().start(relay::accept);
            return relay;
        } catch (IOException e) {
            throw new UncheckedIOException("no relay on %s:%d".formatted(from.getHostAddress(), port), e);
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var near = door.accept();
                open.add(near);
                Thread.ofVirtual().start(() -> connect(near));
            } catch (IOException e) {
                // closed; or one caller less, who will call again
            }
        }
    }

    private void connect(Socket near) {
        var far = new Socket();
        open.add(far);
        try {
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            far.connect(behind, CONNECT_MILLIS);
            Thread.ofVirtual().start(() -> carry(far, near));
            carry(near, far);
        } catch (IOException e) {
            end(near, far);
        }
    }

    /** As soon as one side is gone so is the other: a reset is to be felt on both. */
    private void carry(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // ended below, as if it had been closed
        } finally {
            end(from, to);
        }
    }

    private void end(Socket... sockets) {
        for (var socket : sockets) {
            open.remove(socket);
            try {
                socket.close();
            } catch (IOException e) {
                // gone already
            }
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        end(open.toArray(Socket[]::new));
    }
}
