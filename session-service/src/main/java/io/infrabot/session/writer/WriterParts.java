package io.infrabot.session.writer;

import io.infrabot.events.SessionId;
import io.infrabot.session.decide.Decider;
import io.infrabot.session.history.TopicReader;
import io.infrabot.session.live.LatestProgress;
import io.infrabot.session.live.LiveFeed;
import io.infrabot.session.live.QueuePositions;
import io.infrabot.session.owner.OpenPartitions;
import io.infrabot.session.placement.Nodes;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * What every writer of this process shares.
 *
 * @param partitions of the session topics
 * @param log        reads the history beside the topology
 * @param open       where a writer says that it is ready
 * @param lost       where it is said what nobody could read
 * @param unreadable where it is said which sessions are closed
 * @param contradicted gives, once each, the sessions of that kind whose state must be said again
 * @param nanoTime   monotonic time, in nanoseconds
 */
public record WriterParts(
        Decider decider,
        Nodes nodes,
        LatestProgress progress,
        QueuePositions positions,
        LiveFeed feed,
        Answers answers,
        WriterMetrics metrics,
        TopicReader log,
        OpenPartitions open,
        LostRecords lost,
        UnreadableSessions unreadable,
        Function<Predicate<SessionId>, Set<SessionId>> contradicted,
        int partitions,
        LongSupplier nanoTime) {}
