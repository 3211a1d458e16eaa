package io.infrabot.session.writer;

import io.infrabot.events.OperationId;
import io.infrabot.events.Report;
import io.infrabot.events.Request;
import io.infrabot.events.SessionEvent;
import io.infrabot.events.SessionId;
import io.infrabot.events.TopicNames;
import io.infrabot.events.Work;
import io.infrabot.session.decide.Input;
import io.infrabot.session.history.FactDigest;
import io.infrabot.session.ledger.HistoryEntry;
import io.infrabot.session.ledger.Session;
import io.infrabot.wire.RecordCodec;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * One partition, its writer and one node, in memory, where the writer may die at any moment: what it had written but
 * not flushed survives as a prefix, separately for the ledger's changelog and for its outputs, and inputs are delivered
 * again from the last commit. That is what at least once means.
 */
final class Simulation {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** A fact as it stands in the log. */
    record Logged(SessionEvent fact, Bytes bytes, String topic, long input, String requestId, String after) {}

    private final Random random;
    final List<Request> requests = new ArrayList<>();
    private final List<Report> reports = new ArrayList<>();
    final List<Logged> history = new ArrayList<>();
    private final Map<String, Integer> committed = new HashMap<>();
    private final Map<String, Integer> offsets = new HashMap<>();
    private final SimulatedNode node;

    private final List<Runnable> unflushed = new ArrayList<>();
    private final Deque<Runnable> late = new ArrayDeque<>();
    private int flushedChanges;
    private RecordingStore store = new RecordingStore();
    private Life life;
    private long nanos;

    Simulation(long seed) {
        random = new Random(seed);
        node = new SimulatedNode(random, reports::add);
        life = born();
    }

    /** The parts of the writer that die together. */
    private record Life(LedgerStore ledger, SessionWriter writer, LiveOperations liveOperations) {}

    private Life born() {
        var ledger = new LedgerStore(store);
        var parts = PartsInTest.of(node, new SimpleMeterRegistry(), () -> nanos);
        var sink = new Sink();
        var liveOperations = new LiveOperations(node, sink, ledger, () -> nanos, _ -> true);
        var effectsOfFacts = new Effects(sink, liveOperations, parts, this::orphaned);
        var writer = new SessionWriter(ledger, node, sink, effectsOfFacts, parts);
        ledger.liveOperations().forEach(liveOperations::track);
        return new Life(ledger, writer, liveOperations);
    }

    /** Does one random thing. */
    void step() {
        switch (random.nextInt(14)) {
            case 0, 1, 2, 3 -> deliver(TopicNames.SESSION_EVENTS);
            case 4, 5 -> deliver(TopicNames.REQUESTS);
            case 6, 7 -> deliver(TopicNames.OPERATION_EVENTS);
            case 8 -> node.act(true);
            case 9 -> flush();
            case 10 -> commit();
            case 11, 12 -> arriveLate();
            default -> tick();
        }
    }

    /** The writer dies and another takes its place. */
    void crash() {
        var outputs = random.nextInt(unflushed.size() + 1);
        unflushed.subList(0, outputs).forEach(Runnable::run);
        // what the dead writer had sent may still arrive when another is at work already
        if (random.nextBoolean()) {
            late.addAll(unflushed.subList(outputs, unflushed.size()));
        }
        unflushed.clear();
        var changes = flushedChanges + random.nextInt(store.changelog().size() - flushedChanges + 1);
        store = RecordingStore.restored(store.changelog(), changes);
        flushedChanges = changes;
        offsets.clear();
        offsets.putAll(committed);
        life = born();
        catchUp();
    }

    /** Lets everything happen that is still to happen. */
    void settle() {
        for (int quiet = 0, round = 0; quiet < 50 && round < 5_000; quiet++, round++) {
            flush();
            arriveLate();
            var moved = false;
            for (var topic : List.of(TopicNames.REQUESTS, TopicNames.OPERATION_EVENTS, TopicNames.SESSION_EVENTS)) {
                moved |= deliver(topic);
            }
            node.act(false);
            tick();
            if (moved || !late.isEmpty() || !unflushed.isEmpty() || node.isRunning()) {
                quiet = 0;
            }
        }
    }

    /** Effects that the node has begun, by operation. */
    Map<OperationId, Integer> effects() {
        return node.effects();
    }

    LedgerStore ledger() {
        return life.ledger();
    }

    private void catchUp() {
        var from = Math.min((int) ledger().position() + 1, committed.getOrDefault(TopicNames.SESSION_EVENTS, 0));
        for (int offset = from; offset < history.size(); offset++) {
            readBack(offset);
        }
    }

    private boolean deliver(String topic) {
        var offset = offsets.getOrDefault(topic, 0);
        var size = switch (topic) {
            case TopicNames.REQUESTS -> requests.size();
            case TopicNames.OPERATION_EVENTS -> reports.size();
            default -> history.size();
        };
        if (offset >= size) {
            return false;
        }
        offsets.put(topic, offset + 1);
        switch (topic) {
            case TopicNames.REQUESTS -> {
                var _ = life.writer().take(new Input.Asked(requests.get(offset), origin(topic, offset)), null);
            }
            case TopicNames.OPERATION_EVENTS -> {
                var _ = life.writer().take(new Input.Reported(reports.get(offset), origin(topic, offset)), null);
            }
            default -> readBack(offset);
        }
        return true;
    }

    private void readBack(int offset) {
        var logged = history.get(offset);
        life.writer().readBack(new SessionWriter.ReadBack(entry(offset), logged.bytes(), null));
    }

    HistoryEntry entry(int offset) {
        var logged = history.get(offset);
        return new HistoryEntry(
                logged.fact(),
                offset,
                logged.topic(),
                logged.input(),
                logged.requestId(),
                FactDigest.of(logged.after(), logged.bytes().get()),
                logged.after());
    }

    private void orphaned(HistoryEntry entry) {
        var offset = (int) entry.input();
        var origin = origin(entry.topic(), offset);
        var input = entry.topic().equals(TopicNames.REQUESTS)
                ? new Input.Asked(requests.get(offset), origin)
                : new Input.Reported(reports.get(offset), origin);
        var _ = life.writer().take(input, null);
    }

    private static Input.Origin origin(String topic, int offset) {
        return new Input.Origin(topic, 0, offset, START.plusSeconds(offset), "/test", topic + offset);
    }

    private void flush() {
        unflushed.forEach(Runnable::run);
        unflushed.clear();
        flushedChanges = store.changelog().size();
    }

    private void commit() {
        flush();
        committed.clear();
        committed.putAll(offsets);
    }

    private void arriveLate() {
        if (!late.isEmpty()) {
            late.remove().run();
        }
    }

    private void tick() {
        nanos += Duration.ofMillis(700).toNanos();
        life.liveOperations().tick();
    }

    /** What the writer says arrives only once it is flushed. */
    private final class Sink implements RecordSink {
        @Override
        public Bytes fact(SessionEvent fact, Input.Origin cause, int index, String after, @Nullable String trace) {
            var bytes = Bytes.wrap(RecordCodec.encode(fact));
            unflushed.add(() ->
                    history.add(new Logged(fact, bytes, cause.topic(), cause.offset(), cause.requestId(), after)));
            return bytes;
        }

        @Override
        public void work(Work.OfRun work, @Nullable String trace) {
            unflushed.add(() -> node.hear(work));
        }

        @Override
        public void state(SessionId id, @Nullable Session session) {
            // not looked at here
        }

        @Override
        public void timer(Request.Timer timer, String id) {
            unflushed.add(() -> requests.add(timer));
        }
    }
}
