package io.infrabot.session.wiring;

import io.infrabot.session.edge.InFlightRequests;
import io.infrabot.session.live.LiveFeed;
import io.infrabot.session.topology.StoreDirectory;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.jboss.logging.Logger;

/**
 * Leaves so that another instance takes over at once: no new calls, the open ones are answered, live readers are sent
 * elsewhere, then the group is left. A static member does not leave by itself: the others would wait for its session
 * time-out. What cannot be closed in time, because the broker is away, is left as a crash would leave it, which the
 * ledger survives.
 */
@ApplicationScoped
class GracefulShutdown {

    private static final Logger LOG = Logger.getLogger(GracefulShutdown.class);
    private static final int BEFORE_ALL_OTHERS = 1;
    /** A decision takes two seconds at most, storing its request two before. */
    private static final Duration CALLS = Duration.ofSeconds(4);

    private static final Duration STREAMS = Duration.ofSeconds(3);
    private static final Duration ALL = Duration.ofSeconds(9);

    private final KafkaStreams streams;
    private final InFlightRequests calls;
    private final LiveFeed feed;
    private final StoreDirectory folder;

    GracefulShutdown(KafkaStreams streams, InFlightRequests calls, LiveFeed feed, StoreDirectory folder) {
        this.streams = streams;
        this.calls = calls;
        this.feed = feed;
        this.folder = folder;
    }

    void leave(@Observes @Priority(BEFORE_ALL_OTHERS) ShutdownEvent event) throws InterruptedException {
        var _ = Thread.ofPlatform().daemon().name("last-resort").start(GracefulShutdown::giveUpInTheEnd);
        LOG.info("leaving: open calls are answered, then the group is left");
        calls.close();
        feed.leave(_ -> true);
        var unanswered = calls.awaitAnswered(CALLS);
        if (!unanswered.isEmpty()) {
            LOG.warnf("could not be answered before leaving: %s", unanswered);
        }
        var left = streams.close(CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP)
                .withTimeout(STREAMS));
        if (left) {
            folder.closed();
        }
        LOG.info(left ? "left the group" : "the stream threads do not end; does the broker answer?");
        if (!left) {
            // whoever closes it once more would wait for ever
            Runtime.getRuntime().halt(1);
        }
    }

    private static void giveUpInTheEnd() {
        var end = System.nanoTime() + ALL.toNanos();
        for (var rest = ALL.toNanos(); rest > 0; rest = end - System.nanoTime()) {
            LockSupport.parkNanos(rest);
        }
        LOG.warn("not everything could be closed in time: leaving as it is");
        Runtime.getRuntime().halt(1);
    }
}
