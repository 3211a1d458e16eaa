package io.infrabot.session.owner;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.LagInfo;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * How far the ledgers that lie here are behind their changelogs: standbys, and those being restored. The broker is asked
 * each second; while it is away, its last word stands. Thread-safe.
 */
@ApplicationScoped
public class StandbyLag {

    /** A copy that lacks more changes than this is not shown, not even as stale. */
    static final long GOOD_ENOUGH = 1_000;

    private static final Logger LOG = Logger.getLogger(StandbyLag.class);
    private static final long ASK_EVERY_MS = 1_000;

    private final KafkaStreams streams;
    private final OpenPartitions open;
    private final ScheduledExecutorService asking = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("copies").factory());
    private volatile Map<Integer, Long> behind = Map.of();

    StandbyLag(KafkaStreams streams, OpenPartitions open) {
        this.streams = streams;
        this.open = open;
    }

    void start(@Observes StartupEvent event) {
        var _ = asking.scheduleWithFixedDelay(this::ask, ASK_EVERY_MS, ASK_EVERY_MS, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        asking.shutdownNow();
    }

    /** Whether what lies here of the partition may be shown. */
    boolean areGood(int partition) {
        return isGood(behind.get(partition));
    }

    static boolean isGood(@Nullable Long changesBehind) {
        return changesBehind != null && changesBehind <= GOOD_ENOUGH;
    }

    /** The copies of what others own, and how many changes each lacks; begins with a separator. */
    String inOneLine() {
        var copies = behind.entrySet().stream()
                .filter(copy -> !open.contains(copy.getKey()))
                .map(copy -> copy.getKey() + " (" + copy.getValue() + " behind)")
                .collect(Collectors.joining(", "));
        return copies.isEmpty() ? "" : "; copies here of " + copies;
    }

    private void ask() {
        try {
            var lags = new TreeMap<Integer, Long>();
            streams.allLocalStorePartitionLags()
                    .values()
                    .forEach(store -> store.forEach((partition, lag) -> lags.put(partition, changesBehind(lag))));
            behind = Collections.unmodifiableMap(lags);
        } catch (KafkaException | IllegalStateException e) {
            LOG.debugf("the broker does not say how old the copies are: %s", e.getMessage());
        }
    }

    private static long changesBehind(LagInfo lag) {
        return Math.max(0, lag.offsetLag());
    }
}
