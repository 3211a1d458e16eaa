package io.infrabot.tools.run;

import io.infrabot.events.OperationId;
import io.infrabot.events.SessionId;
import io.infrabot.tools.ToolFailure;
import io.infrabot.tools.ToolProgress;
import io.infrabot.tools.ToolRun;
import java.util.Map;

/** One start of a tool's effect. */
record Attempt(HeldRun held, int attempt, UsageMeter meter, ProgressReporter reporter) implements ToolRun {

    @Override
    public SessionId sessionId() {
        return held.work().sessionId();
    }

    @Override
    public OperationId operationId() {
        return held.work().operationId();
    }

    @Override
    public String team() {
        return held.work().team();
    }

    @Override
    public Map<String, Object> arguments() {
        return held.work().arguments();
    }

    /** Whatever attempt is not the first looks first, on whichever node the one before it was. */
    @Override
    public boolean reconcile() {
        return held.work().reconcile() || attempt > 1;
    }

    @Override
    public void progress(ToolProgress progress) {
        reporter.publish(attempt, progress);
    }

    @Override
    public void received(long bytes) {
        meter.received(bytes);
    }

    @Override
    public void sent(long bytes) {
        meter.sent(bytes);
    }

    @Override
    public <T> T toItsEnd(Section<T> section) throws ToolFailure, InterruptedException {
        held.stop().shield();
        try {
            return section.call();
        } finally {
            held.stop().unshield();
        }
    }

    @Override
    public void onCancel(AutoCloseable hook) {
        held.stop().onStop(hook);
    }
}
