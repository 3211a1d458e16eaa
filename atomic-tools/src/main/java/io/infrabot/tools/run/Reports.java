package io.infrabot.tools.run;

import io.infrabot.events.Progress;
import io.infrabot.events.Report;
import java.util.concurrent.CompletionStage;

/** Port: how a node's word leaves it. */
public interface Reports {

    /**
     * Sends {@code report} until the broker has stored it. Never blocks.
     *
     * @return completes once it is stored; exceptionally only if the node closes before that
     */
    CompletionStage<Void> send(Report report);

    /** Sends {@code progress} if it can be sent now; it may be lost. Never blocks. */
    void send(Progress progress);
}
