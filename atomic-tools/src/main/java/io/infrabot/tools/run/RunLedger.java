package io.infrabot.tools.run;

import io.infrabot.events.Report;
import io.infrabot.events.RunId;
import io.infrabot.wire.RecordCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Every run id that this incarnation has seen: what is held, and how the last ones ended. A run ends here once. */
final class RunLedger {

    static final int MAX_ENDED = 10_000;
    static final long MAX_ENDED_BYTES = 32L << 20;

    /** What is known of a run id. */
    sealed interface Entry {

        record Held(HeldRun run) implements Entry {}

        record Ended(Report.Final report) implements Entry {}
    }

    private record Remembered(Report.Final report, int bytes) {}

    private final Map<RunId, HeldRun> held = new HashMap<>();
    private final LinkedHashMap<RunId, Remembered> ended = new LinkedHashMap<>();
    private final Set<RunId> unstored = new HashSet<>();
    private long endedBytes;
    private final List<CompletableFuture<Boolean>> idle = new ArrayList<>();

    synchronized Optional<Entry> find(RunId run) {
        var now = held.get(run);
        if (now != null) {
            return Optional.of(new Entry.Held(now));
        }
        return Optional.ofNullable(ended.get(run)).map(it -> new Entry.Ended(it.report()));
    }

    synchronized void take(HeldRun run) {
        held.put(run.work().run(), run);
    }

    /** Ends a run with {@code end}, which is now to be stored; false: it has ended before. */
    synchronized boolean end(Report.Final end) {
        if (ended.containsKey(end.run())) {
            return false;
        }
        var remembered = new Remembered(end, RecordCodec.encode(end).length);
        held.remove(end.run());
        unstored.add(end.run());
        ended.put(end.run(), remembered);
        endedBytes += remembered.bytes();
        while (ended.size() > MAX_ENDED || endedBytes > MAX_ENDED_BYTES) {
            endedBytes -= ended.pollFirstEntry().getValue().bytes();
        }
        return true;
    }

    /** The end of {@code run} is stored: the node no longer answers for it. */
    synchronized void stored(RunId run) {
        unstored.remove(run);
        notifyIfIdle();
    }

    /** Drops a run that nothing is said of. */
    synchronized void drop(RunId run) {
        held.remove(run);
        notifyIfIdle();
    }

    /** Every run that the node still answers for: held, or ended without the broker knowing it. */
    synchronized List<RunId> answeredFor() {
        return Stream.concat(held.keySet().stream(), unstored.stream()).toList();
    }

    synchronized List<HeldRun> held() {
        return List.copyOf(held.values());
    }

    /** Completes {@code whenIdle} once nothing is answered for. */
    synchronized void whenIdle(CompletableFuture<Boolean> whenIdle) {
        idle.add(whenIdle);
        notifyIfIdle();
    }

    private void notifyIfIdle() {
        if (held.isEmpty() && unstored.isEmpty()) {
            var told = List.copyOf(idle);
            idle.clear();
            told.forEach(each -> each.complete(true));
        }
    }
}
