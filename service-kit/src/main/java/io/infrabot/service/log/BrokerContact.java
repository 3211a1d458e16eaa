package io.infrabot.service.log;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * One line when the broker stops answering, one when it answers again. It is told of each answer to what this process
 * says anyway, and asked now and then. Thread-safe.
 */
public final class BrokerContact {

    /** As long as this nobody speaks of an absence. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Consumer<String> warn;
    private final Consumer<String> inform;
    private boolean met;
    private boolean away;
    private long lastHeard;
    private long leftOut;

    BrokerContact(Consumer<String> warn, Consumer<String> inform) {
        this.warn = warn;
        this.inform = inform;
    }

    /** One that writes to the log. */
    public static BrokerContact logged() {
        var log = Logger.getLogger(BrokerContact.class);
        return new BrokerContact(log::warn, log::info);
    }

    /** The broker has answered, at {@code nanoTime}. */
    public synchronized void answered(long nanoTime) {
        if (!met) {
            inform.accept("the broker answers");
        } else if (away) {
            inform.accept(String.format(
                    Locale.ROOT,
                    "the broker answers again after %.1f s; %d lines were left out of this log meanwhile",
                    seconds(nanoTime),
                    LogGuard.leftOut() - leftOut));
        }
        met = true;
        away = false;
        lastHeard = nanoTime;
    }

    /** Nothing was heard until {@code nanoTime}. Before it has answered once, others say what they wait for. */
    public synchronized void look(long nanoTime) {
        if (met && !away && nanoTime - lastHeard > PATIENCE.toNanos()) {
            away = true;
            leftOut = LogGuard.leftOut();
            warn.accept(String.format(
                    Locale.ROOT, "the broker does not answer, for %.1f s now; waiting for it", seconds(nanoTime)));
        }
    }

    private double seconds(long nanoTime) {
        return (nanoTime - lastHeard) / 1e9;
    }
}
