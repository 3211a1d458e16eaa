package io.infrabot.tools.run;

import io.infrabot.events.Progress;
import io.infrabot.events.Work.StartRun;
import io.infrabot.tools.ToolProgress;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Passes on what a tool says of its progress: at most four times a second, always the last, again every 5 s while the
 * run goes on, and never a smaller fraction within an attempt.
 */
final class ProgressReporter {

    static final Duration SPACING = Duration.ofMillis(250);
    static final Duration REPEAT = Duration.ofSeconds(5);

    private final StartRun work;
    private final NodeTime time;
    private final Consumer<Progress> out;

    private @Nullable ToolProgress latest;
    private NodeTime.@Nullable Pending next;
    private int attempt;
    private long sequence;
    private long sentAt;
    private boolean unsent;
    private boolean closed;

    ProgressReporter(StartRun work, NodeTime time, Consumer<Progress> out) {
        this.work = work;
        this.time = time;
        this.out = out;
    }

    synchronized void publish(int attempt, ToolProgress progress) {
        if (closed || attempt < this.attempt) {
            return;
        }
        var before = latest == null || attempt > this.attempt ? 0.0 : latest.fraction();
        this.attempt = attempt;
        latest = new ToolProgress(
                Math.max(before, progress.fraction()),
                progress.message(),
                progress.currentBytes(),
                progress.totalBytes(),
                progress.layers());
        if (!unsent) {
            unsent = true;
            var wait = sequence == 0 ? 0 : sentAt + SPACING.toNanos() - time.nanos();
            if (wait <= 0) {
                send();
            } else {
                sendAfter(Duration.ofNanos(wait));
            }
        }
    }

    /** Sends what has not been sent, then nothing more. */
    synchronized void close() {
        if (closed) {
            return;
        }
        if (unsent) {
            send();
        }
        closed = true;
        cancelNext();
    }

    private synchronized void sendLater() {
        if (!closed) {
            send();
        }
    }

    private void send() {
        var said = latest;
        if (said == null) {
            return;
        }
        unsent = false;
        sentAt = time.nanos();
        sequence++;
        out.accept(new Progress(
                work.sessionId(),
                work.operationId(),
                work.run(),
                attempt,
                sequence,
                said.fraction(),
                said.message(),
                said.currentBytes(),
                said.totalBytes(),
                said.layers()));
        sendAfter(REPEAT);
    }

    private void sendAfter(Duration delay) {
        cancelNext();
        next = time.after(delay, this::sendLater);
    }

    private void cancelNext() {
        if (next != null) {
            next.cancel();
        }
    }
}
