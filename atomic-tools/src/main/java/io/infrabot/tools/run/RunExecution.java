package io.infrabot.tools.run;

import io.infrabot.events.ErrorCode;
import io.infrabot.events.OperationError;
import io.infrabot.events.Report;
import io.infrabot.tools.Effect;
import io.infrabot.tools.ToolFailure;
import io.infrabot.tools.run.RunObserver.Observation;
import io.infrabot.tools.run.StopSwitch.Reason;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;

/**
 * One run on the thread of its slot: attempt, look at what came of it, perhaps wait and attempt again.
 *
 * <pre>
 *   fence → Started stored → fence → effect ─┬─ returned: Succeeded, whatever was asked meanwhile
 *     ↑  └ was closed meanwhile: Declined    ├─ stopped: Cancelled · Failed OPERATION_TIMEOUT · nothing at a shutdown
 *     |                                      |  Failed OUTCOME_UNKNOWN where the tool cannot tell what came of it
 *     └──── 1, 2, 4 s ── AttemptFailed ──────┴─ failed: Failed, if no attempt is left or another cannot help
 * </pre>
 */
final class RunExecution {

    private final HeldRun held;
    private final NodeContext node;
    private final Observation observation;
    private final RunReports write;
    private final UsageMeter meter;
    private final ProgressReporter progress;

    private volatile int started;

    RunExecution(HeldRun held, NodeContext node, Observation observation) {
        this.held = held;
        this.node = node;
        this.observation = observation;
        this.write = new RunReports(held.work(), node.identity(), node.time());
        this.meter = new UsageMeter(node.time());
        this.progress = new ProgressReporter(held.work(), node.time(), node.reports()::send);
    }

    /** Runs to the end; empty: a shutdown cut the run off, and nothing is said of it. */
    Optional<Report.Final> run() {
        try {
            return attempts();
        } catch (ReportsClosed e) {
            return Optional.empty();
        } finally {
            progress.close();
        }
    }

    /** What to say of a run whose tool was told to stop and did not. Its thread goes on, and so does its slot. */
    Optional<Report.Final> abandoned() {
        progress.close();
        return held.stop().reason().filter(reason -> reason != Reason.SHUT_DOWN).map(reason -> {
            var error = reason == Reason.TIMED_OUT
                    ? timeout()
                    : OperationError.of(
                            ErrorCode.OUTCOME_UNKNOWN,
                            "cancelled, but the tool did not stop; it may still have its effect");
            return write.failed(started, error, meter.soFar());
        });
    }

    private Optional<Report.Final> attempts() {
        if (held.work().reconcile() && effect() == Effect.ONCE) {
            var error = OperationError.of(
                    ErrorCode.OUTCOME_UNKNOWN,
                    "an earlier attempt was cut off; whether it had its effect is unknown, and it is not repeated");
            return Optional.of(write.failed(started, error, meter.soFar()));
        }
        for (int number = 1; ; number++) {
            OperationError error;
            try {
                return Optional.of(succeeded(attempt(held.work().attempt() + number - 1)));
            } catch (ToolFailure e) {
                error = e.error();
            } catch (GivenAway e) {
                return Optional.of(write.declined("nobody heard the node for a while; it may be another's by now"));
            } catch (ReportsClosed e) {
                throw e;
            } catch (Exception | Error e) {
                error = unexpected(e);
            }
            held.stop().clearHooks();
            if (held.stop().reason().isPresent()) {
                return stopped(error);
            }
            var retryIn = effect() == Effect.ONCE
                    ? Optional.<Duration>empty()
                    : node.retry().delayAfter(number, error);
            store(write.attemptFailed(started, error, retryIn.orElse(null)));
            observation.attemptFailed(error, retryIn.isPresent());
            if (retryIn.isEmpty()) {
                return Optional.of(write.failed(started, error, meter.soFar()));
            }
            if (!pause(retryIn.get())) {
                return stopped();
            }
        }
    }

    private Map<String, Object> attempt(int attempt) throws Exception {
        passFence();
        store(write.started(attempt));
        started = attempt;
        passFence();
        return held.stop().during(() -> held.tool().run(new Attempt(held, attempt, meter, progress)));
    }

    private void passFence() throws Exception {
        held.stop().during(() -> {
            if (!node.fence().pass(held.work().heardBeat())) {
                throw new GivenAway();
            }
            return true;
        });
    }

    private Report.Final succeeded(Map<String, Object> result) {
        return ResultBounds.failureOf(result)
                .<Report.Final>map(error -> write.failed(started, error, meter.soFar()))
                .orElseGet(() -> write.succeeded(started, result, meter.soFar()));
    }

    /** A tool that was cut off and could not see what came of it says so, and nobody may say more. */
    private Optional<Report.Final> stopped(OperationError error) {
        var cutOff = held.stop()
                .reason()
                .filter(reason -> reason != Reason.SHUT_DOWN)
                .isPresent();
        return cutOff && error.code().equals(ErrorCode.OUTCOME_UNKNOWN.name())
                ? Optional.of(write.failed(started, error, meter.soFar()))
                : stopped();
    }

    private Optional<Report.Final> stopped() {
        return held.stop().reason().flatMap(reason -> switch (reason) {
            case CANCELLED -> Optional.of(write.cancelled(started, meter.soFar()));
            case TIMED_OUT -> Optional.of(write.failed(started, timeout(), meter.soFar()));
            case SHUT_DOWN -> Optional.empty();
        });
    }

    private boolean pause(Duration delay) {
        var over = new CountDownLatch(1);
        var pending = node.time().after(delay, over::countDown);
        try {
            return held.stop().during(() -> {
                over.await();
                return true;
            });
        } catch (Exception e) {
            return false;
        } finally {
            pending.cancel();
        }
    }

    private void store(Report report) {
        try {
            node.reports().send(report).toCompletableFuture().join();
        } catch (CompletionException e) {
            throw new ReportsClosed(e);
        }
    }

    private Effect effect() {
        return held.tool().descriptor().effect();
    }

    private OperationError timeout() {
        return OperationError.of(
                ErrorCode.OPERATION_TIMEOUT,
                "not done within " + Timeouts.of(held).toString().substring(2).toLowerCase(java.util.Locale.ROOT));
    }

    private OperationError unexpected(Throwable e) {
        if (held.stop().reason().isEmpty()) {
            System.getLogger(RunExecution.class.getName())
                    .log(System.Logger.Level.ERROR, "a tool threw what it should not", e);
        }
        return OperationError.of(
                ErrorCode.INTERNAL,
                "the tool failed unexpectedly: " + e.getClass().getSimpleName());
    }

    /** The fence has been closed since the run was given, so that others may have it by now. */
    private static final class GivenAway extends Exception {

        private static final long serialVersionUID = 1L;
    }

    /** The node closes before a report was stored. */
    private static final class ReportsClosed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        ReportsClosed(Throwable cause) {
            super("reports are closed", cause);
        }
    }
}
