package io.infrabot.session.wiring;

import io.infrabot.events.Beat;
import io.infrabot.events.NodeId;
import io.infrabot.events.NodeRegistered;
import io.infrabot.events.SessionState;
import io.infrabot.service.log.LogKeys;
import io.infrabot.session.index.SessionIndex;
import io.infrabot.session.nodes.KnownNodes;
import io.infrabot.wire.Received;
import io.infrabot.wire.Received.Known;
import io.infrabot.wire.Received.Unreadable;
import io.infrabot.wire.RecordCodec;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes in beats, registrations and session states. What cannot be read is skipped, counted, and logged once a topic: the
 * same node or session is written again. Thread-safe.
 */
@ApplicationScoped
class ObservedRecords {

    private static final Logger LOG = Logger.getLogger(ObservedRecords.class);

    /** The last one of each node stays in memory; one that names a thousand runs has a quarter of this. */
    private static final int MOST_OF_BEAT = 256 * 1024;

    private final KnownNodes nodes;
    private final SessionIndex index;
    private final ChangeLogger changes;
    private final MeterRegistry metrics;
    private final Set<String> said = ConcurrentHashMap.newKeySet();

    ObservedRecords(KnownNodes nodes, SessionIndex index, ChangeLogger changes, MeterRegistry metrics) {
        this.nodes = nodes;
        this.index = index;
        this.changes = changes;
        this.metrics = metrics;
    }

    /** A node's sign of life, or that of a session service, of which {@code ours} is this one's. */
    void beat(String ours, ConsumerRecord<String, byte[]> record) {
        if (ours.equals(record.key())) {
            var now = System.nanoTime();
            nodes.echoSeen(now);
            changes.echoSeen(now);
        } else if (!BrokerEcho.isEcho(record.key()) && isTooLarge(record)) {
            skip(record, "TOO_LARGE");
        } else if (!BrokerEcho.isEcho(record.key())) {
            switch (RecordCodec.readOwn(record.headers(), record.value())) {
                case Known(Beat beat, var _) -> nodes.beat(beat);
                case Received other -> skip(record, other);
            }
        }
    }

    private static boolean isTooLarge(ConsumerRecord<String, byte[]> record) {
        byte @Nullable [] value = record.value();
        return value != null && value.length > MOST_OF_BEAT;
    }

    /** A node introduces itself or, with a record without value, leaves. */
    void registration(ConsumerRecord<String, byte[]> record) {
        @Nullable String key = record.key();
        if (key != null && isTombstone(record)) {
            leaves(record, key);
            return;
        }
        switch (RecordCodec.readOwn(record.headers(), record.value())) {
            case Known(NodeRegistered registration, var _) ->
                nodes.registered(registration.node(), registration, record.offset());
            case Received other -> skip(record, other);
        }
    }

    private void leaves(ConsumerRecord<String, byte[]> record, String key) {
        try {
            nodes.registered(new NodeId(key), null, record.offset());
        } catch (IllegalArgumentException e) {
            skip(record, "KEY_MISMATCH");
        }
    }

    /** Where a session stands; without a value, it is deleted. */
    void state(ConsumerRecord<String, byte[]> record) {
        @Nullable String key = record.key();
        if (key != null && isTombstone(record)) {
            index.remove(key);
            return;
        }
        switch (RecordCodec.readOwn(record.headers(), record.value())) {
            case Known(SessionState state, var _) -> index.put(state);
            case Received other -> skip(record, other);
        }
    }

    private static boolean isTombstone(ConsumerRecord<String, byte[]> record) {
        byte @Nullable [] value = record.value();
        return value == null;
    }

    private void skip(ConsumerRecord<?, ?> record, Received what) {
        skip(record, what instanceof Unreadable(var reason, var _) ? reason.name() : "UNKNOWN_TYPE");
    }

    private void skip(ConsumerRecord<?, ?> record, String reason) {
        metrics.counter("infrabot.mcp.records.skipped", "topic", record.topic(), "reason", reason)
                .increment();
        if (said.add(record.topic())) {
            try (var _ = LogKeys.record(record.topic(), record.partition(), record.offset())) {
                LOG.warnf(
                        "skipped what cannot be read, %s-%d@%d: %s; more of this topic is only counted",
                        record.topic(), record.partition(), record.offset(), reason);
            }
        }
    }
}
