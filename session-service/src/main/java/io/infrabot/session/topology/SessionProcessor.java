package io.infrabot.session.topology;

import io.infrabot.events.SessionId;
import io.infrabot.service.log.LogKey;
import io.infrabot.service.log.LogKeys;
import io.infrabot.session.ledger.HistoryEntry;
import io.infrabot.session.writer.Effects;
import io.infrabot.session.writer.FactIntake;
import io.infrabot.session.writer.LedgerStore;
import io.infrabot.session.writer.LiveOperations;
import io.infrabot.session.writer.SessionUnreadable;
import io.infrabot.session.writer.SessionWriter;
import io.infrabot.session.writer.WriterParts;
import io.infrabot.wire.KeyPartition;
import io.infrabot.wire.Received.Reason;
import io.infrabot.wire.Received.Unreadable;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The life of one task: makes what it needs when a partition is assigned, catches up, then hands on each record and ticks.
 * Whatever throws goes to the dead letters, and the stream goes on. Called by one stream thread.
 */
final class SessionProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    private static final Logger LOG = Logger.getLogger(SessionProcessor.class);
    private static final Duration TICK = Duration.ofMillis(250);
    private static final Duration SOON = Duration.ofMillis(1);

    private final WriterParts parts;
    private @Nullable Running running;
    private @Nullable ProcessorContext<byte[], byte[]> context;

    /** What exists once the task is assigned. */
    private record Running(
            SessionWriter writer,
            LiveOperations liveOperations,
            OffsetGaps gaps,
            CatchUp catchUp,
            RecordDispatch records,
            DeadLetters deadLetters,
            int partition) {}

    SessionProcessor(WriterParts parts) {
        this.parts = parts;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        var store = new LedgerStore(context.getStateStore(LedgerStore.NAME));
        var sink = new StreamRecordSink(context);
        var partition = context.taskId().partition();
        var liveOperations = new LiveOperations(
                parts.nodes(),
                sink,
                store,
                parts.nanoTime(),
                session -> isIn(partition, session) && store.whyClosed(session) == null);
        var effects = new Effects(sink, liveOperations, parts, this::orphaned);
        var writer = new SessionWriter(store, parts.nodes(), sink, effects, parts);
        var gaps = new OffsetGaps(parts.log(), parts.lost(), partition);
        var facts = new FactIntake(writer, store, effects, parts, partition);
        var deadLetters = new DeadLetters(sink, parts.metrics());
        // the same processor may be closed and opened again, with a ledger that has moved on meanwhile
        running = new Running(
                writer,
                liveOperations,
                gaps,
                new CatchUp(facts, store, gaps, parts, partition),
                new RecordDispatch(writer, facts, store, sink, deadLetters, parts),
                deadLetters,
                partition);
        store.liveOperations().stream()
                .sorted(Comparator.comparingLong(each -> each.ask().position()))
                .forEach(effects::track);
        this.context = context;
        var _ = context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, _ -> {
            running().catchUp().once();
            tick();
        });
        // the first time at once: people wait for it
        var soon = new AtomicReference<Cancellable>();
        soon.set(context.schedule(SOON, PunctuationType.WALL_CLOCK_TIME, _ -> {
            soon.get().cancel();
            running().catchUp().once();
        }));
    }

    /** What another instance tells from now on must not be told here too. */
    @Override
    public void close() {
        if (running != null) {
            var partition = running.partition();
            parts.open().closed(partition);
            parts.feed().leave(session -> isIn(partition, session));
            parts.progress().forget(session -> isIn(partition, session));
            parts.positions().forget(session -> isIn(partition, session));
            parts.unreadable().forget(session -> isIn(partition, session));
        }
    }

    private void tick() {
        try {
            running().gaps().look();
            running()
                    .writer()
                    .republish(
                            parts.contradicted().apply(session -> isIn(running().partition(), session)));
            running().liveOperations().tick();
        } catch (KafkaException e) {
            throw e;
        } catch (SessionUnreadable e) {
            running().writer().close(e.session(), e.reason());
        } catch (RuntimeException e) {
            LOG.error("the live operations could not all be looked at", e);
        }
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        var metadata = context().recordMetadata().orElseThrow();
        try {
            running().catchUp().once();
            running().gaps().read(metadata.topic(), metadata.offset());
            running().records().dispatch(record, metadata);
        } catch (KafkaException e) {
            throw e;
        } catch (SessionUnreadable e) {
            running().writer().close(e.session(), e.reason());
        } catch (RuntimeException e) {
            try (var _ = LogKeys.record(metadata.topic(), metadata.partition(), metadata.offset())) {
                LOG.errorf(
                        e,
                        "a record could not be processed: %s-%d@%d",
                        metadata.topic(),
                        metadata.partition(),
                        metadata.offset());
            }
            running()
                    .deadLetters()
                    .put(
                            record,
                            metadata,
                            new Unreadable(
                                    Reason.PROCESSING_FAILED, e.getClass().getSimpleName()));
        }
    }

    /** Decides again an input whose facts are void and whose writer is gone. */
    private void orphaned(HistoryEntry entry) {
        try (var _ = LogKeys.with(LogKey.SESSION, entry.fact().sessionId())) {
            LOG.warnf("deciding again %s@%d: its fact does not count", entry.topic(), entry.input());
        }
        parts.log().read(entry.topic(), running().partition(), entry.input(), entry.input() + 1, record -> {
            var metadata = new StoredAt(record.topic(), record.partition(), record.offset());
            running()
                    .records()
                    .dispatch(
                            new Record<>(record.key(), record.value(), record.timestamp(), record.headers()), metadata);
        });
    }

    private record StoredAt(String topic, int partition, long offset) implements RecordMetadata {}

    private boolean isIn(int partition, SessionId session) {
        return KeyPartition.of(session.value(), parts.partitions()) == partition;
    }

    private Running running() {
        if (running == null) {
            throw new IllegalStateException("not initialised");
        }
        return running;
    }

    private ProcessorContext<byte[], byte[]> context() {
        if (context == null) {
            throw new IllegalStateException("not initialised");
        }
        return context;
    }
}
