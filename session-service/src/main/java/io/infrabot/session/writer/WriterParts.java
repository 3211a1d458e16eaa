package io.infrabot.session.writer;

import io.infrabot.session.decide.Decider;
import io.infrabot.session.live.LiveFeed;
import io.infrabot.session.live.ProgressBoard;
import io.infrabot.session.placement.Nodes;
import java.util.function.LongSupplier;

/**
 * What every writer of this process shares.
 *
 * @param partitions of the session topics
 * @param log        reads the history beside the topology
 * @param nanoTime   monotonic time, in nanoseconds
 */
record WriterParts(
        Decider decider,
        Nodes nodes,
        ProgressBoard progress,
        LiveFeed feed,
        Answers answers,
        WriterMetrics metrics,
        Log log,
        int partitions,
        LongSupplier nanoTime) {}
