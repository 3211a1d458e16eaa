package io.infrabot.chaos.checker;

import io.infrabot.chaos.checker.Invocation.Kind;
import io.infrabot.chaos.checker.Invocation.Result;
import io.infrabot.chaos.checker.Stream.Seen;
import io.infrabot.events.ErrorCode;
import io.infrabot.events.NodeId;
import io.infrabot.events.OperationError;
import io.infrabot.events.OperationId;
import io.infrabot.events.OperationStatus;
import io.infrabot.events.RunId;
import io.infrabot.events.SessionEvent;
import io.infrabot.events.SessionEvent.OperationAccepted;
import io.infrabot.events.SessionEvent.OperationCancelled;
import io.infrabot.events.SessionEvent.OperationFailed;
import io.infrabot.events.SessionEvent.OperationPlaced;
import io.infrabot.events.SessionEvent.OperationRejected;
import io.infrabot.events.SessionEvent.OperationStarted;
import io.infrabot.events.SessionEvent.OperationSucceeded;
import io.infrabot.events.SessionEvent.SessionCreated;
import io.infrabot.events.SessionId;
import io.infrabot.events.Target;
import io.infrabot.events.Usage;
import io.infrabot.session.ledger.HistoryEntry;
import io.infrabot.testkit.history.Ledgers;
import io.infrabot.testkit.history.Logged;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A run that never was: one session whose history, clients, readers and effects are written by hand. */
final class MadeUp {

    static final SessionId SESSION = new SessionId("01920000-0000-7000-8000-000000000001");
    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final NodeId NODE = new NodeId("tool-runner-1");
    private static final String READER = "reader-1";

    private final List<Invocation> attempts = new ArrayList<>();
    private final List<Logged> history = new ArrayList<>();
    private final List<Effect> effects = new ArrayList<>();
    private final List<Seen> seen = new ArrayList<>();
    private final List<Told> told = new ArrayList<>();
    private long version;
    private String digest = "";
    private boolean toTheEnd = true;

    MadeUp() {
        log(new SessionCreated(
                SESSION, 1, NOON, "team", null, Map.of(), Map.of(), NOON.plusSeconds(3600), null, "print"));
    }

    static OperationId operation(int number) {
        return new OperationId(SESSION + ".abcdefghijk" + (char) ('a' + number));
    }

    /** One more fact; {@code version} and chain are as they should be. */
    MadeUp log(SessionEvent fact) {
        version = fact.version();
        var next = "digest-" + version;
        history.add(new Logged(0, entry(fact, history.size(), next, digest)));
        digest = next;
        return this;
    }

    /** A fact that stands in the log although it does not follow the last one. */
    MadeUp logStray(SessionEvent fact) {
        history.add(new Logged(0, entry(fact, history.size(), "stray", "stray")));
        return this;
    }

    private static HistoryEntry entry(SessionEvent fact, long offset, String digest, String after) {
        return new HistoryEntry(fact, offset, "infrabot.requests", offset, null, digest, after);
    }

    MadeUp accepted(OperationId id) {
        return log(new OperationAccepted(
                SESSION,
                version + 1,
                NOON,
                id,
                "tool.noop",
                Map.of(),
                Target.any(),
                Duration.ofMinutes(1),
                "print",
                null));
    }

    MadeUp placed(OperationId id) {
        return log(new OperationPlaced(SESSION, version + 1, NOON, id, run(id), NODE, "inc", null, 1, 1));
    }

    MadeUp started(OperationId id, int attempt) {
        return log(new OperationStarted(SESSION, version + 1, NOON, id, run(id), NODE, attempt));
    }

    MadeUp succeeded(OperationId id) {
        return log(success(id, version + 1));
    }

    static OperationSucceeded success(OperationId id, long version) {
        return new OperationSucceeded(
                SESSION, version, NOON, id, run(id), 1, Map.of(), new Usage(Duration.ZERO, Duration.ZERO, 0, 0, 0));
    }

    MadeUp failed(OperationId id) {
        var error = OperationError.of(ErrorCode.OUTCOME_UNKNOWN, "cut off");
        return log(new OperationFailed(SESSION, version + 1, NOON, id, run(id), 1, error, null));
    }

    MadeUp cancelled(OperationId id) {
        return log(new OperationCancelled(SESSION, version + 1, NOON, id, run(id), null, null));
    }

    MadeUp rejected(OperationId id) {
        var error = OperationError.of(ErrorCode.REQUEST_INVALID, "no");
        return log(new OperationRejected(SESSION, version + 1, NOON, id, "tool.noop", error, "print"));
    }

    /** An operation from its request to its success, asked for once. */
    MadeUp whole(OperationId id) {
        return asked(id, new Result.Ok()).accepted(id).placed(id).started(id, 1).succeeded(id);
    }

    MadeUp asked(OperationId id, Result result) {
        attempts.add(new Invocation("client-1", Kind.SUBMITTED, id, "tool.noop", 0, 1, result));
        return this;
    }

    MadeUp effect(OperationId id, Effect.Kind kind, int count, Boolean present) {
        return effect(id, kind, count, present, null);
    }

    MadeUp effect(OperationId id, Effect.Kind kind, int count, Boolean present, @Nullable Instant last) {
        effects.add(new Effect(id, kind, count, present, last));
        return this;
    }

    MadeUp saw(Seen event) {
        seen.add(event);
        return this;
    }

    /** The reader left before the end. */
    MadeUp leftEarly() {
        toTheEnd = false;
        return this;
    }

    /** A reader saw everything from the first fact on. */
    MadeUp sawEverything() {
        seen.add(new Seen.Snapshot(0));
        for (var logged : history.subList(1, history.size())) {
            if (logged.entry().fact() instanceof SessionEvent.OfOperation about) {
                seen.add(new Seen.Changed(logged.entry().offset(), about.operationId(), 1, Ledgers.isEnd(about)));
            }
        }
        return this;
    }

    MadeUp toldBy(String service, long standsAt, Map<OperationId, OperationStatus> operations) {
        return toldBy(service, new Told.Word.Stands(standsAt, operations));
    }

    MadeUp toldBy(String service, Told.Word word) {
        told.add(new Told(service, SESSION, word));
        return this;
    }

    long lastVersion() {
        return version;
    }

    List<Anomaly> anomalies() {
        var streams = seen.isEmpty() ? List.<Stream>of() : List.of(new Stream(READER, SESSION, seen, toTheEnd));
        return Checker.check(new Evidence(attempts, Set.of(SESSION), history, effects, streams, told));
    }

    /** The names of what is found, each with its invariant. */
    List<String> found() {
        return anomalies().stream()
                .map(each -> each.invariant() + " " + each.name().words())
                .toList();
    }

    private static RunId run(OperationId id) {
        return new RunId(id + ":1");
    }
}
