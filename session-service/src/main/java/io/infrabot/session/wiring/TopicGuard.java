package io.infrabot.session.wiring;

import io.infrabot.events.TopicNames;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.jboss.logging.Logger;

/**
 * Looks whether all topics are still there. A dead-letter topic that is gone is made again: it holds nothing that anybody
 * decides on, and without it the writer stands still at the next letter, for it drops none (F34). Every other topic is
 * only missed, loudly: an empty history would be a lie.
 */
final class TopicGuard implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(TopicGuard.class);
    private static final long LOOK_EVERY_SECONDS = 5;
    private static final long SAY_EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Admin admin;
    private final TopicSetup setup;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("topic-guard").factory());
    private final Map<String, Long> said = new HashMap<>();
    private volatile Set<String> gone = Set.of();

    TopicGuard(Admin admin, TopicSetup setup) {
        this.admin = admin;
        this.setup = setup;
        var _ = looks.scheduleWithFixedDelay(this::look, LOOK_EVERY_SECONDS, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
    }

    /** The topics that were missing at the last look. */
    Set<String> gone() {
        return gone;
    }

    private void look() {
        try {
            var missing = setup.missing(admin);
            gone = missing.stream().map(NewTopic::name).collect(Collectors.toUnmodifiableSet());
            said.keySet().retainAll(gone);
            missing.forEach(this::log);
            setup.make(admin, toBeMadeAgain(missing));
        } catch (ExecutionException e) {
            LOG.debugf("the broker does not say which topics there are: %s", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("the topics could not be looked at", e);
        }
    }

    private void log(NewTopic topic) {
        var now = System.nanoTime();
        var last = said.get(topic.name());
        if (last == null || now - last > SAY_EVERY_NANOS) {
            said.put(topic.name(), now);
            LOG.errorf(
                    TopicNames.isForDeadLetters(topic.name())
                            ? "the dead-letter topic %s is gone, and what was in it; it is made again"
                            : "the topic %s is gone and is not made again: restore it, nothing can go on without it",
                    topic.name());
        }
    }

    /** Of the topics that are missing those that may be made anew. */
    static List<NewTopic> toBeMadeAgain(List<NewTopic> missing) {
        return missing.stream()
                .filter(each -> TopicNames.isForDeadLetters(each.name()))
                .toList();
    }

    @Override
    public void close() {
        looks.shutdownNow();
        admin.close(Duration.ZERO);
    }
}
