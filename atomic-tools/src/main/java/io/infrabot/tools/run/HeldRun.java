package io.infrabot.tools.run;

import io.infrabot.events.Work.StartRun;
import io.infrabot.tools.AtomicTool;
import java.util.function.UnaryOperator;

/**
 * A run that this node has taken and not yet finished.
 *
 * @param within wraps what is done for the run, so that it belongs to the trace that the work came with
 */
record HeldRun(StartRun work, AtomicTool tool, StopSwitch stop, UnaryOperator<Runnable> within) {

    /** Two runs are the same if they are the same object: a run id is taken once. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
