package io.infrabot.session.writer;

import io.infrabot.events.Headers;
import io.infrabot.events.Progress;
import io.infrabot.events.SessionId;
import io.infrabot.events.Topics;
import io.infrabot.session.decide.Decision;
import io.infrabot.session.decide.Input;
import io.infrabot.session.decide.Refusal;
import io.infrabot.session.ledger.Entry;
import io.infrabot.session.live.Change;
import io.infrabot.wire.KeyPartition;
import io.infrabot.wire.Received.Known;
import io.infrabot.wire.Received.Reason;
import io.infrabot.wire.Received.Unreadable;
import io.infrabot.wire.RecordCodec;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
 * Hands each record to the writer as what it is. Whatever cannot be understood goes to the dead letters of its topic,
 * and the stream goes on. Called by one stream thread.
 */
final class SessionProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    private static final Logger LOG = Logger.getLogger(SessionProcessor.class);
    private static final int MAX_TRACE = 128;
    /** The last of each live operation stays in memory; one of a hundred layers has a quarter of this. */
    private static final int MOST_OF_PROGRESS = 64 * 1024;

    private static final Duration TICK = Duration.ofMillis(250);
    private static final Duration SOON = Duration.ofMillis(1);

    private final WriterParts parts;
    private final RequestGate requests;
    private @Nullable Running running;
    private @Nullable ProcessorContext<byte[], byte[]> context;
    private boolean caughtUp;

    /** What exists once the task is assigned. */
    private record Running(
            SessionWriter writer,
            FactIntake facts,
            LiveOperations liveOperations,
            StreamRecordSink sink,
            LedgerStore store,
            OffsetGaps gaps,
            int partition) {}

    SessionProcessor(WriterParts parts) {
        this.parts = parts;
        this.requests = new RequestGate(parts.partitions());
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
                session -> isIn(partition, session) && store.closure(session) == null);
        var effects = new Effects(sink, liveOperations, parts, this::orphaned);
        var writer = new SessionWriter(store, parts.nodes(), sink, effects, parts);
        var gaps = new OffsetGaps(parts.log(), parts.lost(), partition);
        var facts = new FactIntake(writer, store, effects, parts, partition);
        running = new Running(writer, facts, liveOperations, sink, store, gaps, partition);
        // the same processor may be closed and opened again, with a ledger that has moved on meanwhile
        caughtUp = false;
        store.liveOperations().stream()
                .sorted(Comparator.comparingLong(each -> each.ask().position()))
                .forEach(effects::track);
        this.context = context;
        var _ = context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, _ -> {
            catchUp();
            tick();
        });
        // the first time at once: people wait for it
        var soon = new AtomicReference<Cancellable>();
        soon.set(context.schedule(SOON, PunctuationType.WALL_CLOCK_TIME, _ -> {
            soon.get().cancel();
            catchUp();
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
            parts.line().forget(session -> isIn(partition, session));
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
            running().writer().close(e.session(), e.closure());
        } catch (RuntimeException e) {
            LOG.error("the live operations could not all be looked at", e);
        }
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        var metadata = context().recordMetadata().orElseThrow();
        try {
            catchUp();
            running().gaps().read(metadata.topic(), metadata.offset());
            process(record, metadata);
        } catch (KafkaException e) {
            throw e;
        } catch (SessionUnreadable e) {
            running().writer().close(e.session(), e.closure());
        } catch (RuntimeException e) {
            LOG.errorf(
                    e,
                    "a record could not be processed: %s-%d@%d",
                    metadata.topic(),
                    metadata.partition(),
                    metadata.offset());
            park(
                    record,
                    metadata,
                    new Unreadable(Reason.PROCESSING_FAILED, e.getClass().getSimpleName()));
        }
    }

    private void process(Record<byte[], byte[]> record, RecordMetadata metadata) {
        switch (metadata.topic()) {
            case Topics.REQUESTS -> pass(requests.look(record, metadata), record, metadata);
            case Topics.SESSION_EVENTS -> fact(record, metadata);
            case Topics.OPERATION_PROGRESS -> progress(record);
            default -> pass(ReportGate.look(record, metadata), record, metadata);
        }
    }

    private void pass(Screening screening, Record<byte[], byte[]> record, RecordMetadata metadata) {
        switch (screening) {
            case Screening.Refuse(var why) -> park(record, metadata, why);
            case Screening.Reroute _ -> {
                parts.metrics().rerouted();
                running().sink().reroute(record);
            }
            case Screening.Enter(var input) -> {
                var decision = running().writer().take(input, trace(record));
                // whoever came by REST has the answer; everybody else finds it here, for no history holds it
                if (decision instanceof Decision.Refused(var refusal)
                        && (!isFromFrontDoor(input) || refusal.code() == Refusal.Code.SESSION_UNREADABLE)) {
                    park(record, metadata, new Unreadable(Reason.REFUSED, refusal.code() + ": " + refusal.detail()));
                }
            }
        }
    }

    private boolean isIn(int partition, SessionId session) {
        return KeyPartition.of(session.value(), parts.partitions()) == partition;
    }

    private static boolean isFromFrontDoor(Input input) {
        return input.origin().source().equals(Input.FRONT_DOOR);
    }

    private void progress(Record<byte[], byte[]> record) {
        // what cannot be read of a progress is not worth keeping: the next one follows
        if (record.value() != null
                && record.value().length <= MOST_OF_PROGRESS
                && RecordCodec.read(record.headers(), record.value()) instanceof Known(Progress progress, var _)) {
            var operation = running().store().operation(progress.operationId());
            if (operation != null
                    && operation.isHeldBy(progress.run())
                    && parts.progress().put(progress)) {
                var session = running().store().session(operation.sessionId());
                if (session != null) {
                    parts.feed().publish(new Change.Advanced(progress, session.version()));
                }
            }
        }
    }

    private void fact(Record<byte[], byte[]> record, RecordMetadata metadata) {
        var stored = new ConsumerRecord<>(
                metadata.topic(), metadata.partition(), metadata.offset(), record.key(), record.value());
        record.headers().forEach(stored.headers()::add);
        running().facts().take(stored, trace(record)).ifPresent(why -> park(record, metadata, why));
    }

    /**
     * Before the first decision: folds what stands in the history and not in the ledger, so that nothing is decided on
     * a state that the log has already left behind.
     */
    private void catchUp() {
        if (caughtUp) {
            return;
        }
        caughtUp = true;
        parts.nodes().awaitRegistrations();
        var partition = running().partition();
        // from the lower of the two: what was folded may not have been acted upon, if the writer died in between
        var from = Math.min(running().store().position() + 1, running().gaps().begin(WriterTopology.READ));
        running().facts().openWhatCanBeRead();
        parts.log().read(Topics.SESSION_EVENTS, partition, from, Long.MAX_VALUE, this::catchUp);
        parts.open().opened(partition);
    }

    /** What cannot be read is put aside where the stream comes to it, and once: here it only closes its session. */
    private void catchUp(ConsumerRecord<byte[], byte[]> record) {
        try {
            var _ = running().facts().take(record, RecordCodec.text(record.headers(), Headers.TRACEPARENT));
        } catch (KafkaException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.errorf(e, "what follows from a fact was not done: %s@%d", record.topic(), record.offset());
        }
    }

    /** Decides again an input whose facts are void and whose writer is gone. */
    private void orphaned(Entry entry) {
        LOG.warnf("deciding again %s@%d: its fact does not count", entry.topic(), entry.input());
        parts.log().read(entry.topic(), running().partition(), entry.input(), entry.input() + 1, record -> {
            var metadata = new StoredAt(record.topic(), record.partition(), record.offset());
            process(new Record<>(record.key(), record.value(), record.timestamp(), record.headers()), metadata);
        });
    }

    private record StoredAt(String topic, int partition, long offset) implements RecordMetadata {}

    private void park(Record<byte[], byte[]> record, RecordMetadata metadata, Unreadable why) {
        LOG.warnf(
                "to the dead letters: %s-%d@%d, %s: %s",
                metadata.topic(), metadata.partition(), metadata.offset(), why.reason(), why.detail());
        parts.metrics().deadLettered(metadata.topic(), why.reason().name());
        running().sink().deadLetter(record, metadata, why);
    }

    private static @Nullable String trace(Record<byte[], byte[]> record) {
        var trace = RecordCodec.text(record.headers(), Headers.TRACEPARENT);
        return trace == null || trace.length() > MAX_TRACE ? null : trace;
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
