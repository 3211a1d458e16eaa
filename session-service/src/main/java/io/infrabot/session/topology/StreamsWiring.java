package io.infrabot.session.topology;

import io.infrabot.session.Replicas;
import io.infrabot.session.SessionConfig;
import io.infrabot.session.decide.Decider;
import io.infrabot.session.history.TopicReader;
import io.infrabot.session.index.SessionIndex;
import io.infrabot.session.live.LatestProgress;
import io.infrabot.session.live.LiveFeed;
import io.infrabot.session.live.QueuePositions;
import io.infrabot.session.nodes.KnownNodes;
import io.infrabot.session.owner.OpenPartitions;
import io.infrabot.session.writer.Answers;
import io.infrabot.session.writer.LostRecords;
import io.infrabot.session.writer.UnreadableSessions;
import io.infrabot.session.writer.WriterMetrics;
import io.infrabot.session.writer.WriterParts;
import io.quarkus.runtime.Quarkus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jboss.logging.Logger;

/**
 * Gives Quarkus the topology to run, and the rule for threads that fail: what cannot be read is a dead letter, so that
 * whatever else kills a thread is a defect, and its stores are not to be trusted.
 */
@ApplicationScoped
class StreamsWiring {

    private static final Logger LOG = Logger.getLogger(StreamsWiring.class);

    /** Not client-proxied: Streams wants the very object. */
    @Produces
    @Singleton
    Topology topology(
            SessionConfig config,
            Decider decider,
            KnownNodes nodes,
            LatestProgress progress,
            QueuePositions positions,
            LiveFeed feed,
            Answers answers,
            WriterMetrics metrics,
            TopicReader log,
            OpenPartitions open,
            LostRecords lost,
            UnreadableSessions unreadable,
            SessionIndex index,
            StoreDirectory folder) {
        // before there are streams that would use it
        folder.open();
        var parts = new WriterParts(
                decider,
                nodes,
                progress,
                positions,
                feed,
                answers,
                metrics,
                log,
                open,
                lost,
                unreadable,
                index::takeContradicted,
                config.partitions(),
                System::nanoTime);
        return WriterTopology.of(parts, new Replicas(config.replicas()));
    }

    @Produces
    @Singleton
    StreamsUncaughtExceptionHandler leaveWithFailedThreads(StoreDirectory folder, SessionConfig config) {
        return failure -> {
            var end = StreamThreadFailure.of(failure);
            LOG.fatal(end.sentence(config.instance()), end == StreamThreadFailure.REPLACED ? null : failure);
            folder.spoil();
            Quarkus.asyncExit(end.exitCode());
            return StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        };
    }
}
