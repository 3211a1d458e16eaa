package io.infrabot.session.writer;

import io.infrabot.session.SessionConfig;
import io.infrabot.session.decide.Decider;
import io.infrabot.session.live.LiveFeed;
import io.infrabot.session.live.ProgressBoard;
import io.infrabot.session.nodes.KnownNodes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jboss.logging.Logger;

/** Gives Quarkus the topology to run, and the rule for threads that fail. */
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
            ProgressBoard progress,
            LiveFeed feed,
            Answers answers,
            WriterMetrics metrics,
            Log log) {
        return WriterTopology.of(new WriterParts(
                decider, nodes, progress, feed, answers, metrics, log, config.partitions(), System::nanoTime));
    }

    @Produces
    @Singleton
    StreamsUncaughtExceptionHandler replaceFailedThreads() {
        return failure -> {
            LOG.error("a stream thread failed; another takes its place", failure);
            return StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
        };
    }
}
