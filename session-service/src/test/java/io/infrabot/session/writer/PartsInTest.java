package io.infrabot.session.writer;

import io.infrabot.events.SessionId;
import io.infrabot.session.decide.Decider;
import io.infrabot.session.decide.Rules;
import io.infrabot.session.history.TopicReader;
import io.infrabot.session.live.LatestProgress;
import io.infrabot.session.live.LiveFeed;
import io.infrabot.session.live.QueuePositions;
import io.infrabot.session.owner.OpenPartitions;
import io.infrabot.session.placement.Nodes;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** What writers share, new and real, around the parts that a test is about. */
public final class PartsInTest {

    private PartsInTest() {}

    /** Of one partition, where time stands still. */
    public static WriterParts of(Nodes nodes, TopicReader log, MeterRegistry metrics, UnreadableSessions unreadable) {
        return of(nodes, log, metrics, unreadable, _ -> Set.of(), 1, () -> 0);
    }

    /** Of one partition, without a history beside its topics. */
    public static WriterParts of(Nodes nodes, MeterRegistry metrics, LongSupplier nanoTime) {
        return of(nodes, metrics, _ -> Set.of(), 1, nanoTime);
    }

    /** Without a history beside its topics. */
    public static WriterParts of(
            Nodes nodes,
            MeterRegistry metrics,
            Function<Predicate<SessionId>, Set<SessionId>> contradicted,
            int partitions,
            LongSupplier nanoTime) {
        return of(nodes, new EmptyLog(), metrics, new UnreadableSessions(metrics), contradicted, partitions, nanoTime);
    }

    private static WriterParts of(
            Nodes nodes,
            TopicReader log,
            MeterRegistry metrics,
            UnreadableSessions unreadable,
            Function<Predicate<SessionId>, Set<SessionId>> contradicted,
            int partitions,
            LongSupplier nanoTime) {
        return new WriterParts(
                new Decider(Rules.standard()),
                nodes,
                new LatestProgress(),
                new QueuePositions(),
                new LiveFeed(),
                new Answers(),
                new WriterMetrics(metrics),
                log,
                new OpenPartitions(),
                new LostRecords(metrics),
                unreadable,
                contradicted,
                partitions,
                nanoTime);
    }
}
