package io.infrabot.session.writer;

import io.infrabot.events.OperationId;
import io.infrabot.events.Request;
import io.infrabot.events.SessionEvent;
import io.infrabot.events.SessionId;
import io.infrabot.events.TopicNames;
import io.infrabot.events.Work;
import io.infrabot.session.decide.Input;
import io.infrabot.session.ledger.HistoryEntry;
import io.infrabot.session.ledger.Operation;
import io.infrabot.session.ledger.Session;
import io.infrabot.session.nodes.KnownNodes;
import io.infrabot.session.writer.SimulatedLog.Stored;
import io.infrabot.wire.Envelope;
import io.infrabot.wire.RecordCodec;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The writer as a process that can die: the real parts, from decision to timers and the view of the nodes, on a simulated
 * log and a store of which a prefix survives. Each call is one step; between two of them it may be killed.
 */
public final class WriterProcess {

    private static final List<String> INPUTS = List.of(
            TopicNames.SESSION_EVENTS, TopicNames.REQUESTS, TopicNames.OPERATION_EVENTS, TopicNames.OPERATION_ERRORS);

    private final SimulatedLog log;
    private final LongSupplier nanos;
    private final KnownNodes nodes = new KnownNodes();
    private final RecordingStore store;
    private final LedgerStore ledger;
    private final SessionWriter writer;
    private final LiveOperations liveOperations;
    private final Map<String, Integer> offsets = new HashMap<>();
    private final Map<String, Deque<Stored>> onTheWay = new TreeMap<>();
    private int flushedChanges;

    /** The first one, on an empty machine. */
    public WriterProcess(SimulatedLog log, LongSupplier nanos) {
        this(log, nanos, new RecordingStore());
    }

    private WriterProcess(SimulatedLog log, LongSupplier nanos, RecordingStore store) {
        this.log = log;
        this.nanos = nanos;
        this.store = store;
        ledger = new LedgerStore(store);
        flushedChanges = store.changelog().size();
        INPUTS.forEach(topic -> offsets.put(topic, log.committed(topic)));
        var parts = PartsInTest.of(nodes, new SimpleMeterRegistry(), nanos);
        var sink = new Sending();
        liveOperations = new LiveOperations(nodes, sink, ledger, nanos, _ -> true);
        writer =
                new SessionWriter(ledger, nodes, sink, new Effects(sink, liveOperations, parts, this::orphaned), parts);
        ledger.liveOperations().forEach(liveOperations::track);
        // as at the start of the service: who the nodes are is read to its end before anything is decided
        log.registrations().forEach(each -> nodes.registered(each.node(), each));
        catchUp();
    }

    /** What it knows of the nodes; beats go in here. */
    public KnownNodes nodes() {
        return nodes;
    }

    /** The topics on which something waits to be taken, in an order that does not change. */
    public List<String> readable() {
        return INPUTS.stream()
                .filter(topic -> offsets.getOrDefault(topic, 0) < log.end(topic))
                .toList();
    }

    /** What is the next record of {@code topic}. */
    public String next(String topic) {
        return log.nameAt(topic, offsets.getOrDefault(topic, 0));
    }

    /** Takes in the next record of {@code topic}. */
    public void take(String topic) {
        var offset = offsets.getOrDefault(topic, 0);
        offsets.put(topic, offset + 1);
        if (topic.equals(TopicNames.SESSION_EVENTS)) {
            writer.readBack(log.fact(offset));
        } else {
            var _ = writer.take(log.input(topic, offset), null);
        }
    }

    /** The topics to which something is on its way. */
    public List<String> sending() {
        return onTheWay.entrySet().stream()
                .filter(each -> !each.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What is on its way first to {@code topic}. */
    public String sendingFirst(String topic) {
        return onTheWay.get(topic).element().name();
    }

    /** What is on its way first to {@code topic} arrives. */
    public void send(String topic) {
        log.append(onTheWay.get(topic).remove());
    }

    /** Everything arrives, then the offsets are committed: a commit never overtakes what it stands for. */
    public void commit() {
        onTheWay.values().forEach(each -> {
            each.forEach(log::append);
            each.clear();
        });
        flushedChanges = store.changelog().size();
        log.commit(offsets);
    }

    public void tick() {
        liveOperations.tick();
    }

    public @Nullable Session session(SessionId id) {
        return ledger.session(id);
    }

    public @Nullable Operation operation(OperationId id) {
        return ledger.operation(id);
    }

    public List<Operation> liveOperations() {
        return ledger.liveOperations();
    }

    /**
     * It dies: of what was on its way a prefix has arrived, by topic.
     *
     * @return what may still arrive, in its order by topic; run one to let it arrive
     */
    public List<Runnable> die(Random random) {
        var late = new ArrayList<Runnable>();
        onTheWay.values().forEach(records -> {
            for (int arrive = random.nextInt(records.size() + 1); arrive > 0; arrive--) {
                log.append(records.remove());
            }
            if (random.nextBoolean()) {
                records.forEach(record -> late.add(() -> log.append(record)));
            }
        });
        return late;
    }

    /** The one that takes its place; of the changelog, too, a prefix has arrived. */
    public WriterProcess successor(Random random) {
        return restored(flushedChanges + random.nextInt(store.changelog().size() - flushedChanges + 1));
    }

    /** The one that has nothing but the topics, after everything has arrived. */
    public WriterProcess elsewhere() {
        commit();
        return restored(flushedChanges);
    }

    private WriterProcess restored(int changes) {
        return new WriterProcess(log, nanos, RecordingStore.restored(store.changelog(), changes));
    }

    private void catchUp() {
        var from = Math.min((int) ledger.position() + 1, log.committed(TopicNames.SESSION_EVENTS));
        for (int offset = from; offset < log.end(TopicNames.SESSION_EVENTS); offset++) {
            writer.readBack(log.fact(offset));
        }
    }

    private void orphaned(HistoryEntry entry) {
        var _ = writer.take(log.input(entry.topic(), (int) entry.input()), null);
    }

    /** What the writer says is on its way until {@link #send} or {@link #commit}. */
    private final class Sending implements RecordSink {
        @Override
        public Bytes fact(SessionEvent fact, Input.Origin cause, int index, String after, @Nullable String trace) {
            var bytes = Bytes.wrap(RecordCodec.encode(fact));
            var headers = Envelope.of(cause.requestId() + "#" + index, "/session-service", fact.at())
                    .causedBy(cause.position())
                    .headersFor(fact);
            headers.add(io.infrabot.events.Headers.AFTER, after.getBytes(StandardCharsets.UTF_8));
            put(new SimulatedLog.Fact(fact, bytes, headers));
            return bytes;
        }

        @Override
        public void work(Work.OfRun work, @Nullable String trace) {
            put(new SimulatedLog.Task(work));
        }

        @Override
        public void state(SessionId id, @Nullable Session session) {
            if (session != null) {
                put(new SimulatedLog.Standing(id, session.version()));
            }
        }

        @Override
        public void timer(Request.Timer timer, String id) {
            put(new SimulatedLog.Asked(timer, "/session-service", id));
        }

        private void put(Stored record) {
            onTheWay.computeIfAbsent(record.topic(), _ -> new ArrayDeque<>()).add(record);
        }
    }
}
