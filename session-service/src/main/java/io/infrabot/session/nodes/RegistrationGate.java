package io.infrabot.session.nodes;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Holds up whoever asks for tools until every registration that stood has been read. Thread-safe. */
final class RegistrationGate {

    private static final Logger LOG = Logger.getLogger(RegistrationGate.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private volatile CountDownLatch unread = new CountDownLatch(0);

    /** Registrations are about to be read. */
    void close() {
        unread = new CountDownLatch(1);
    }

    /** Every registration that stood has been read. */
    void open() {
        unread.countDown();
    }

    /** Waits, but not for ever: a writer that stands still is worse than one that knows less. */
    void await() {
        try {
            if (!unread.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("deciding although the nodes' registrations could not be read yet");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
