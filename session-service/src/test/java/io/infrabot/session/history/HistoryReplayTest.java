package io.infrabot.session.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.Headers;
import io.infrabot.events.SessionEvent;
import io.infrabot.events.SessionEvent.SessionCreated;
import io.infrabot.events.SessionEvent.SessionStatusChanged;
import io.infrabot.events.SessionId;
import io.infrabot.events.SessionStatus;
import io.infrabot.events.TopicNames;
import io.infrabot.session.ledger.HistoryEntry;
import io.infrabot.wire.Envelope;
import io.infrabot.wire.RecordCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class HistoryReplayTest {

    private static final SessionId SESSION = new SessionId("0197a000-0000-7000-8000-000000000001");
    private static final SessionId OTHER = new SessionId("0197a000-0000-7000-8000-000000000002");
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    private final InMemory log = new InMemory();
    private final Semaphore turns = new Semaphore(1);

    @Test
    void everyFactThatCountsComesOnceInPieces() {
        log.append(created(SESSION, 10));
        for (int version = 2; version <= 1_000; version++) {
            log.append(changed(SESSION, version));
            log.appendAside(changed(OTHER, version));
        }

        var pieces = pieces();

        assertThat(pieces).hasSize(8).allSatisfy(piece -> assertThat(piece).hasSizeLessThanOrEqualTo(128));
        assertThat(pieces.stream()
                        .flatMap(List::stream)
                        .map(entry -> entry.fact().version()))
                .hasSize(1_000)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void aPieceEndsWithTheFactThatMakesItLarge() {
        log.append(created(SESSION, 100_000));
        log.append(changed(SESSION, 2));
        log.appendLarge(changed(SESSION, 3), 100_000);
        log.append(changed(SESSION, 4));

        assertThat(pieces()).extracting(List::size).containsExactly(3, 1);
    }

    @Test
    void whatDoesNotFollowIsLeftOutAlsoWhereAPieceBegins() {
        log.append(created(SESSION, 10));
        for (int version = 2; version <= 128; version++) {
            log.append(changed(SESSION, version));
        }
        log.appendAside(changed(SESSION, 128));
        log.append(changed(SESSION, 129));

        assertThat(pieces().getLast())
                .extracting(entry -> entry.fact().version())
                .containsExactly(129L);
    }

    @Test
    void whatIsWrittenWhileOthersReadIsNotThePast() {
        log.append(created(SESSION, 10));
        for (int version = 2; version <= 200; version++) {
            log.append(changed(SESSION, version));
        }
        var past = new HistoryReplay(log, turns, SESSION, 1, 0);

        var read = past.next().entries().size();
        log.append(changed(SESSION, 201));
        read += past.next().entries().size();

        assertThat(read).isEqualTo(200);
        assertThat(past.next().isEmpty()).isTrue();
    }

    @Test
    void nobodysTurnIsHeldBetweenTwoPieces() {
        log.append(created(SESSION, 10));
        var past = new HistoryReplay(log, turns, SESSION, 1, 0);

        past.next();

        assertThat(turns.availablePermits()).isOne();
    }

    private List<List<HistoryEntry>> pieces() {
        var past = new HistoryReplay(log, turns, SESSION, 1, 0);
        var pieces = new ArrayList<List<HistoryEntry>>();
        for (var piece = past.next(); !piece.isEmpty(); piece = past.next()) {
            pieces.add(piece.entries());
        }
        return pieces;
    }

    private static SessionCreated created(SessionId session, int bytes) {
        return new SessionCreated(
                session, 1, AT, "team", null, Map.of(), Map.of("a", "x".repeat(bytes)), AT, null, "f");
    }

    private static SessionStatusChanged changed(SessionId session, long version) {
        return new SessionStatusChanged(session, version, AT, SessionStatus.PAUSED);
    }

    /** One partition. */
    private static final class InMemory implements TopicReader {
        private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        private String last = "";

        void append(SessionEvent fact) {
            last = digestOf(add(fact, last, 0));
        }

        void appendLarge(SessionEvent fact, int spaces) {
            last = digestOf(add(fact, last, spaces));
        }

        /** Decided on something else than what stands before it. */
        void appendAside(SessionEvent fact) {
            var _ = add(fact, "another", 0);
        }

        private ConsumerRecord<byte[], byte[]> add(SessionEvent fact, String after, int spaces) {
            var headers =
                    Envelope.of("id#" + records.size(), "/session-service", AT).headersFor(fact);
            headers.add(Headers.AFTER, bytes(after));
            var value = bytes(new String(RecordCodec.encode(fact), StandardCharsets.UTF_8) + " ".repeat(spaces));
            var record = new ConsumerRecord<>(
                    TopicNames.SESSION_EVENTS,
                    0,
                    records.size(),
                    AT.toEpochMilli(),
                    TimestampType.CREATE_TIME,
                    0,
                    value.length,
                    bytes(fact.sessionId().value()),
                    value,
                    headers,
                    Optional.empty());
            records.add(record);
            return record;
        }

        private static String digestOf(ConsumerRecord<byte[], byte[]> record) {
            return FactReader.read(record.headers(), record.value(), record.offset())
                            instanceof FactReader.Read.Fact(var entry)
                    ? entry.digest()
                    : "";
        }

        private static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public Reached readWhile(
                String topic, int partition, long from, long to, Predicate<ConsumerRecord<byte[], byte[]>> more) {
            var end = Math.min(to, records.size());
            for (var offset = from; offset < end; offset++) {
                if (!more.test(records.get(Math.toIntExact(offset)))) {
                    return new Reached(offset + 1, end);
                }
            }
            return new Reached(end, end);
        }

        @Override
        public Map<String, Span> spans(Collection<String> topics, int partition) {
            return Map.of();
        }
    }
}
