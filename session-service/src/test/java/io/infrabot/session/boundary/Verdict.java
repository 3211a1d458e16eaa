package io.infrabot.session.boundary;

import io.infrabot.events.ErrorCode;
import io.infrabot.events.Report;
import io.infrabot.session.ledger.Operation;
import io.infrabot.session.ledger.Phase;
import io.infrabot.session.writer.FoldedHistory;
import io.infrabot.session.writer.WriterProcess;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a world that has lived through an operation: by the history, the engine's count and the ledger. */
final class Verdict {

    private final World world;
    private final Kind kind;
    private final Story story;
    private final List<String> anomalies = new ArrayList<>();

    private Verdict(World world, Kind kind, Story story) {
        this.world = world;
        this.kind = kind;
        this.story = story;
    }

    /** Lets {@code world} live and returns the anomalies; none is the promise. */
    static List<String> of(World world, Kind kind, Story story) {
        var verdict = new Verdict(world, kind, story);
        try {
            verdict.judge();
        } catch (RuntimeException e) {
            verdict.anomalies.add("broke: " + e);
        } finally {
            world.end();
        }
        return verdict.anomalies;
    }

    private void judge() {
        if (!world.live()) {
            anomalies.add("lost write: not over, or not quiet, after five minutes");
            return;
        }
        var history = FoldedHistory.of(world.log);
        for (var id : List.of(World.OPERATION, World.NEIGHBOUR)) {
            var operation = history.operation(id);
            if (operation == null) {
                anomalies.add("lost write: an operation is not in the history");
                return;
            }
            check(history.ends(id) == 1, "duplicate: " + history.ends(id) + " final facts");
            checkEffects(operation);
            checkEnd(operation);
        }
        checkLedger(history, world.writer(), "the ledger");
        var session = java.util.Objects.requireNonNull(history.session(World.SESSION));
        check(
                world.log.newestState(World.SESSION) == session.version(),
                "stale: said to stand at " + world.log.newestState(World.SESSION) + ", stands at " + session.version());
        checkRepeat(history);
        checkLedger(FoldedHistory.of(world.log), world.writer().elsewhere(), "the ledger on another machine");
    }

    /** Every call of the engine is accounted for by a start that was stored before it, and all but one looked first. */
    private void checkEffects(Operation operation) {
        var id = operation.id();
        var calls = world.engine.callsOf(id);
        var starts = world.log.reports().stream()
                .filter(report ->
                        report instanceof Report.Started && report.operationId().equals(id))
                .map(report -> report.run() + ":" + ((Report.Started) report).attempt())
                .distinct()
                .count();
        check(calls.size() <= starts, "unaccounted: " + calls.size() + " effects of " + starts + " stored starts");
        // not simply all but the first in time: the first may be the last to arrive, from a node that nobody hears
        check(
                calls.stream().filter(call -> !call.reconciled()).count() <= 1,
                "unaccounted: more than one effect that was not told to look first: " + calls);
        check(kind != Kind.ONCE || calls.size() <= 1, "duplicate: " + calls.size() + " effects of once");
        if (operation.phase() instanceof Phase.Succeeded) {
            var isThere = switch (kind) {
                case REPEATABLE -> world.engine.hasTagOf(id);
                case GUARDED -> world.engine.hasObjectOf(id);
                case ONCE -> calls.size() == 1;
            };
            check(isThere, "aborted read: succeeded without its effect");
        }
        if (operation.phase() instanceof Phase.Cancelled) {
            check(calls.isEmpty(), "aborted read: cancelled, and the effect is there");
        }
    }

    private void checkEnd(Operation operation) {
        var isFine = switch (operation.phase()) {
            case Phase.Succeeded _ -> true;
            case Phase.Cancelled _ -> story == Story.CANCELLED && operation.id().equals(World.OPERATION);
            case Phase.Failed(var error, var _, var _) -> mayFail(error.code());
            default -> false;
        };
        check(isFine, "ended as it may not: " + operation.phase());
    }

    private boolean mayFail(String code) {
        var isUnknown = code.equals(ErrorCode.OUTCOME_UNKNOWN.name());
        if (kind == Kind.ONCE) {
            return isUnknown
                    ? world.nodeWasDisturbed() || story == Story.CANCELLED
                    : hasATrouble() && code.equals(ErrorCode.DOCKER_DAEMON_UNAVAILABLE.name());
        }
        // a tool that was told to stop and did not
        return isUnknown && story == Story.CANCELLED;
    }

    private boolean hasATrouble() {
        return story == Story.RETRIED || story == Story.RETRIED_AND_CUT_OFF;
    }

    private void checkLedger(FoldedHistory history, WriterProcess writer, String whose) {
        check(
                java.util.Objects.equals(history.session(World.SESSION), writer.session(World.SESSION)),
                "inconsistent: " + whose + " is not the fold of the history (session)");
        for (var operation : history.operations()) {
            check(
                    operation.equals(writer.operation(operation.id())),
                    "inconsistent: " + whose + " is not the fold of the history (operation)");
        }
        check(writer.liveOperations().isEmpty(), "inconsistent: something is live in " + whose);
    }

    private void checkRepeat(FoldedHistory before) {
        var calls = world.engine.calls();
        check(world.repeat(), "not quiet after a repeat of the request");
        check(
                FoldedHistory.of(world.log).counted().equals(before.counted()),
                "duplicate: a repeat of the request led to new facts");
        check(world.engine.calls() == calls, "duplicate: a repeat of the request led to a new effect");
    }

    private void check(boolean isFine, String anomaly) {
        if (!isFine) {
            anomalies.add(anomaly);
        }
    }
}
