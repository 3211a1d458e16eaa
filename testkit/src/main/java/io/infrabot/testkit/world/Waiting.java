package io.infrabot.testkit.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

/** Waits for what is bound to come; fails with what is still missing. */
public final class Waiting {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(50);

    private Waiting() {}

    /** Returns when {@code assertion} holds, which must be within a minute. */
    public static void until(ThrowingRunnable assertion) {
        until(PATIENCE, assertion);
    }

    /** Returns when {@code assertion} holds, which must be within {@code patience}. */
    public static void until(Duration patience, ThrowingRunnable assertion) {
        Awaitility.await()
                .atMost(patience)
                .pollDelay(Duration.ZERO)
                .pollInterval(POLL)
                .ignoreExceptions()
                .untilAsserted(assertion);
    }

    /** Returns when somebody listens on that port of 127.0.0.1, which must be within a minute. */
    public static void untilListening(int port) {
        until(() -> {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertThat(socket.isConnected()).isTrue();
            }
        });
    }
}
