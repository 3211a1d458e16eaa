package io.infrabot.session.writer;

import io.infrabot.events.Beat;
import io.infrabot.events.NodeId;
import io.infrabot.events.NodeRegistered;
import io.infrabot.events.Report;
import io.infrabot.events.Request;
import io.infrabot.events.SessionEvent;
import io.infrabot.events.SessionId;
import io.infrabot.events.TopicNames;
import io.infrabot.events.Work;
import io.infrabot.session.decide.Decision;
import io.infrabot.session.decide.Input;
import io.infrabot.session.ledger.Session;
import io.infrabot.session.nodes.KnownNodes;
import io.infrabot.wire.Envelope;
import io.infrabot.wire.RecordCodec;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The writer of one partition on a store and a log whose records are bytes, so that both can be damaged, and so that
 * another can take its place.
 */
public final class OnePartition {

    static final NodeId NODE = new NodeId("tool-runner-1");
    static final String NOOP = "tool.noop";
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final StoredLog log;
    private final RecordingStore store;
    private final UnreadableSessions unreadable = new UnreadableSessions(new SimpleMeterRegistry());
    private final LedgerStore ledger;
    private final SessionWriter writer;
    private final FactIntake facts;
    private final LiveOperations liveOperations;
    private int read;

    OnePartition(StoredLog log, RecordingStore store) {
        this.log = log;
        this.store = store;
        var nodes = new KnownNodes();
        nodes.echoSeen(0);
        nodes.registered(NODE, registration());
        nodes.beat(beat());
        var parts = PartsInTest.of(nodes, log, new SimpleMeterRegistry(), unreadable);
        ledger = new LedgerStore(store);
        var sink = new ToTheLog();
        liveOperations = new LiveOperations(nodes, sink, ledger, () -> 0, session -> ledger.whyClosed(session) == null);
        var effects = new Effects(sink, liveOperations, parts, _ -> {});
        writer = new SessionWriter(ledger, nodes, sink, effects, parts);
        facts = new FactIntake(writer, ledger, effects, parts, 0);
        ledger.liveOperations().forEach(effects::track);
        facts.openWhatCanBeRead();
        readOn();
    }

    /** The one that takes its place on the same store. */
    OnePartition successor() {
        return new OnePartition(
                log,
                RecordingStore.restored(store.changelog(), store.changelog().size()));
    }

    /** The one that has the history and nothing else. */
    OnePartition elsewhere() {
        return new OnePartition(log, new RecordingStore());
    }

    /** Asks, and takes in what came of it. */
    Decision ask(Request request) {
        return take(origin -> new Input.Asked(request, origin), TopicNames.REQUESTS);
    }

    /** A node tells. */
    Decision tell(Report report) {
        return take(origin -> new Input.Reported(report, origin), TopicNames.OPERATION_EVENTS);
    }

    private Decision take(Function<Input.Origin, Input> made, String topic) {
        var offset = log.append(topic, null, null, new RecordHeaders()).offset();
        var input = made.apply(new Input.Origin(topic, 0, offset, NOON, "/test", topic + offset));
        var decision = writer.take(input, null);
        readOn();
        return decision;
    }

    /** Somebody appends to the history; it is taken in. */
    long plant(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        var offset = log.append(TopicNames.SESSION_EVENTS, key, value, headers).offset();
        readOn();
        return offset;
    }

    void damage(String key, byte[] value) {
        store.put(key, value);
    }

    void tick() {
        liveOperations.tick();
    }

    LedgerStore ledger() {
        return ledger;
    }

    String unreadable() {
        return unreadable.inOneLine();
    }

    /** The digest that the session's next fact must name. */
    String digest(SessionId session) {
        Session standing = ledger.session(session);
        return standing == null ? "" : standing.mark().digest();
    }

    private void readOn() {
        var records = log.records(TopicNames.SESSION_EVENTS);
        while (read < records.size()) {
            ConsumerRecord<byte[], byte[]> record = records.get(read++);
            var _ = facts.take(record, null);
        }
    }

    private static NodeRegistered registration() {
        var noop = new NodeRegistered.Tool(NOOP, "does nothing", Map.of());
        return new NodeRegistered(NODE, "tool-runner", "i1", "host", "1", null, List.of(noop), Map.of(), 7, NOON);
    }

    private static Beat beat() {
        var lane = Map.of("tools", new Beat.Lane(1_000, 0, 0, 1_000, List.of(NOOP)));
        return new Beat(
                NODE,
                "tool-runner",
                "i1",
                1,
                NOON,
                null,
                true,
                List.of(NOOP),
                Map.of(),
                lane,
                List.of(),
                7,
                false,
                false);
    }

    private final class ToTheLog implements RecordSink {
        @Override
        public Bytes fact(SessionEvent fact, Input.Origin cause, int index, String after, @Nullable String trace) {
            var headers = Envelope.of(cause.requestId() + "#" + index, "/session-service", fact.at())
                    .causedBy(cause.position())
                    .headersFor(fact);
            headers.add(io.infrabot.events.Headers.AFTER, bytes(after));
            var value = RecordCodec.encode(fact);
            var _ = log.append(TopicNames.SESSION_EVENTS, bytes(fact.sessionId().value()), value, headers);
            return Bytes.wrap(value);
        }

        @Override
        public void work(Work.OfRun work, @Nullable String trace) {
            // nobody is there to do it
        }

        @Override
        public void state(SessionId id, @Nullable Session session) {
            // what is said can be read, or else this fails
            if (session != null) {
                var _ = RecordCodec.decode(
                        RecordCodec.encode(session.toState()), io.infrabot.events.SessionState.class);
            }
        }

        @Override
        public void timer(Request.Timer timer, String id) {
            // time stands still
        }
    }

    /** UTF-8. */
    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** What stands of all that was ever appended to the history. */
    List<ConsumerRecord<byte[], byte[]>> history() {
        return log.records(TopicNames.SESSION_EVENTS);
    }
}
