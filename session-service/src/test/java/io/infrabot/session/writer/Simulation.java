package io.infrabot.session.writer;

import io.infrabot.events.Beat.Lane;
import io.infrabot.events.NodeId;
import io.infrabot.events.OperationId;
import io.infrabot.events.Report;
import io.infrabot.events.Request;
import io.infrabot.events.RunId;
import io.infrabot.events.SessionEvent;
import io.infrabot.events.SessionId;
import io.infrabot.events.Topics;
import io.infrabot.events.Usage;
import io.infrabot.events.Work;
import io.infrabot.session.decide.Input;
import io.infrabot.session.history.FactDigest;
import io.infrabot.session.ledger.Entry;
import io.infrabot.session.ledger.Session;
import io.infrabot.session.placement.Candidate;
import io.infrabot.session.placement.Nodes;
import io.infrabot.wire.RecordCodec;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * One partition, its writer and one node, in memory, where the writer may die at any moment: what it had written but
 * not flushed survives as a prefix, separately for the ledger's changelog and for its outputs, and inputs are delivered
 * again from the last commit. That is what at least once means.
 */
final class Simulation {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final NodeId NODE = new NodeId("docker-ops-1");
    private static final Usage USAGE = new Usage(Duration.ZERO, Duration.ZERO, 0, 0, 0);

    /** A fact as it stands in the log. */
    record Logged(SessionEvent fact, Bytes bytes, String topic, long input, String requestId, String after) {}

    private final Random random;
    final List<Request> requests = new ArrayList<>();
    private final List<Report> reports = new ArrayList<>();
    final List<Logged> history = new ArrayList<>();
    private final Map<String, Integer> committed = new HashMap<>();
    private final Map<String, Integer> offsets = new HashMap<>();

    private final List<Runnable> unflushed = new ArrayList<>();
    private final Deque<Runnable> late = new ArrayDeque<>();
    private int flushedChanges;
    private RecordingStore store = new RecordingStore();
    private SessionWriter writer;
    private LiveOperations liveOperations;
    private long nanos;
    private boolean settling;

    /** Effects that the node has begun, by operation. */
    final Map<OperationId, Integer> effects = new HashMap<>();

    private final Set<RunId> taken = new HashSet<>();
    private final Map<RunId, Report.Final> ended = new HashMap<>();
    private final Map<RunId, Work.StartRun> running = new HashMap<>();
    private @Nullable LedgerStore ledger;

    Simulation(long seed) {
        random = new Random(seed);
        var born = born();
        writer = born.writer();
        liveOperations = born.liveOperations();
    }

    private record Born(SessionWriter writer, LiveOperations liveOperations) {}

    private Born born() {
        var standing = new LedgerStore(store);
        ledger = standing;
        var parts = PartsInTest.of(nodes(), new SimpleMeterRegistry(), () -> nanos);
        var sink = new Sink();
        var newLiveOperations = new LiveOperations(nodes(), sink, standing, () -> nanos, _ -> true);
        var effectsOfFacts = new Effects(sink, newLiveOperations, parts, this::orphaned);
        var newWriter = new SessionWriter(standing, nodes(), sink, effectsOfFacts, parts);
        standing.liveOperations().forEach(newLiveOperations::track);
        return new Born(newWriter, newLiveOperations);
    }

    /** Does one random thing. */
    void step() {
        switch (random.nextInt(14)) {
            case 0, 1, 2, 3 -> deliver(Topics.SESSION_EVENTS);
            case 4, 5 -> deliver(Topics.REQUESTS);
            case 6, 7 -> deliver(Topics.OPERATION_EVENTS);
            case 8 -> nodeActs();
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
        var born = born();
        writer = born.writer();
        liveOperations = born.liveOperations();
        catchUp();
    }

    /** Lets everything happen that is still to happen. */
    void settle() {
        settling = true;
        for (int quiet = 0, round = 0; quiet < 50 && round < 5_000; quiet++, round++) {
            flush();
            arriveLate();
            var moved = false;
            for (var topic : List.of(Topics.REQUESTS, Topics.OPERATION_EVENTS, Topics.SESSION_EVENTS)) {
                moved |= deliver(topic);
            }
            nodeActs();
            tick();
            if (moved || !late.isEmpty() || !unflushed.isEmpty() || !running.isEmpty()) {
                quiet = 0;
            }
        }
    }

    LedgerStore ledger() {
        if (ledger == null) {
            throw new IllegalStateException();
        }
        return ledger;
    }

    private void catchUp() {
        var from = Math.min((int) ledger().position() + 1, committed.getOrDefault(Topics.SESSION_EVENTS, 0));
        for (int offset = from; offset < history.size(); offset++) {
            readBack(offset);
        }
    }

    private boolean deliver(String topic) {
        var offset = offsets.getOrDefault(topic, 0);
        var size = switch (topic) {
            case Topics.REQUESTS -> requests.size();
            case Topics.OPERATION_EVENTS -> reports.size();
            default -> history.size();
        };
        if (offset >= size) {
            return false;
        }
        offsets.put(topic, offset + 1);
        switch (topic) {
            case Topics.REQUESTS -> {
                var _ = writer.take(new Input.Asked(requests.get(offset), origin(topic, offset)), null);
            }
            case Topics.OPERATION_EVENTS -> {
                var _ = writer.take(new Input.Reported(reports.get(offset), origin(topic, offset)), null);
            }
            default -> readBack(offset);
        }
        return true;
    }

    private void readBack(int offset) {
        var logged = history.get(offset);
        writer.readBack(new SessionWriter.ReadBack(entry(offset), logged.bytes(), null));
    }

    Entry entry(int offset) {
        var logged = history.get(offset);
        return new Entry(
                logged.fact(),
                offset,
                logged.topic(),
                logged.input(),
                logged.requestId(),
                FactDigest.of(logged.after(), logged.bytes().get()),
                logged.after());
    }

    private void orphaned(Entry entry) {
        var offset = (int) entry.input();
        var origin = origin(entry.topic(), offset);
        var input = entry.topic().equals(Topics.REQUESTS)
                ? new Input.Asked(requests.get(offset), origin)
                : new Input.Reported(reports.get(offset), origin);
        var _ = writer.take(input, null);
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
        liveOperations.tick();
    }

    /** The node finishes, declines or repeats something. */
    private void nodeActs() {
        if (!running.isEmpty()) {
            var work = running.values().iterator().next();
            running.remove(work.run());
            var end = end(work);
            ended.put(work.run(), end);
            reports.add(end);
        } else if (!settling && !ended.isEmpty() && random.nextInt(4) == 0) {
            reports.add(ended.values().iterator().next());
        }
    }

    private Report.Final end(Work.StartRun work) {
        if (random.nextInt(5) == 0) {
            return new Report.Declined(work.sessionId(), work.operationId(), work.run(), NODE, "i1", START, "full");
        }
        effects.merge(work.operationId(), 1, Integer::sum);
        return new Report.Succeeded(
                work.sessionId(), work.operationId(), work.run(), NODE, "i1", START, work.attempt(), Map.of(), USAGE);
    }

    private void nodeHears(Work.OfRun work) {
        switch (work) {
            case Work.StartRun start -> {
                if (ended.containsKey(start.run())) {
                    reports.add(ended.get(start.run()));
                } else if (taken.add(start.run())) {
                    running.put(start.run(), start);
                    reports.add(new Report.Started(
                            start.sessionId(), start.operationId(), start.run(), NODE, "i1", START, start.attempt()));
                }
            }
            case Work.CancelRun cancel -> {
                running.remove(cancel.run());
                if (!ended.containsKey(cancel.run())) {
                    taken.add(cancel.run());
                    ended.put(
                            cancel.run(),
                            new Report.Cancelled(
                                    cancel.sessionId(),
                                    cancel.operationId(),
                                    cancel.run(),
                                    NODE,
                                    "i1",
                                    START,
                                    1,
                                    USAGE));
                }
                reports.add(ended.get(cancel.run()));
            }
        }
    }

    private Nodes nodes() {
        return new Nodes() {
            @Override
            public List<Candidate> all() {
                var lane = new Lane(4, 0, 0, 100, List.of("tool.noop"));
                return List.of(new Candidate(
                        NODE, "i1", true, true, null, List.of("tool.noop"), Map.of(), Map.of("tools", lane), Map.of()));
            }

            @Override
            public Map<String, Object> schemaOf(String type) {
                return Map.of();
            }

            @Override
            public void reserve(NodeId node, RunId run, String type) {
                // there is always room
            }

            @Override
            public Holding holding(NodeId node, String incarnation, RunId run) {
                return running.containsKey(run) ? new Holding.Held() : new Holding.NotHeld();
            }

            @Override
            public long lastBeat(NodeId node, String incarnation) {
                return 0;
            }

            @Override
            public List<HeldRun> held() {
                return running.keySet().stream()
                        .map(run -> new HeldRun(NODE, "i1", run))
                        .toList();
            }
        };
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
            unflushed.add(() -> nodeHears(work));
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
