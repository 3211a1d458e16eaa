package io.infrabot.session.writer;

import static io.infrabot.session.writer.OnePartition.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.infrabot.events.Headers;
import io.infrabot.events.OperationId;
import io.infrabot.events.Request;
import io.infrabot.events.SessionEvent.OperationWaiting;
import io.infrabot.events.SessionId;
import io.infrabot.events.TopicNames;
import io.infrabot.events.WaitingReason;
import io.infrabot.session.decide.Decision;
import io.infrabot.wire.Envelope;
import io.infrabot.wire.RecordCodec;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot be read of one session closes that session and harms no other, now and after a restart. */
class UnreadableSessionTest extends TwoSessionsInTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final OperationWaiting NEXT =
            new OperationWaiting(ILL, 4, NOON, new OperationId(ILL + ".abcdefghijkl"), WaitingReason.NODES_BUSY);

    static Stream<Arguments> unreadable() {
        return Stream.of(
                arguments("random bytes", new byte[] {(byte) 0xff, 0, 1, 2}),
                arguments("nothing", new byte[0]),
                arguments("no value", null),
                arguments("null", bytes("null")),
                arguments("a text", bytes("\"x\"")),
                arguments("half of it", bytes("{\"sessionId\":\"")),
                arguments("missing fields", bytes("{}")),
                arguments("wrong types", bytes("{\"sessionId\":{},\"version\":\"x\"}")),
                arguments("deeper than any reader goes", bytes("[".repeat(100_000))),
                arguments("deep within", bytes("{\"sessionId\":" + "[".repeat(600) + "]".repeat(600) + "}")),
                arguments("a huge number", bytes("{\"version\":1e400}")),
                arguments("a number of many digits", bytes("{\"version\":" + "9".repeat(20_000) + "}")),
                arguments("half a pair", bytes("{\"sessionId\":\"\\ud800\"}")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadable")
    void aFactOfItsOwnThatCannotBeReadClosesASession(String what, byte @Nullable [] value) {
        var offset = partition.plant(bytes(ILL.value()), value, headersAfter(partition.digest(ILL)));

        assertIsClosed(ILL, TopicNames.SESSION_EVENTS + "-0@" + offset);
        assertIsOpen(WELL);

        partition = partition.successor();
        assertIsClosed(ILL, TopicNames.SESSION_EVENTS + "-0@" + offset);
        assertIsOpen(WELL);

        partition = partition.elsewhere();
        assertIsClosed(ILL, TopicNames.SESSION_EVENTS + "-0@" + offset);
        assertIsOpen(WELL);
    }

    /** Anybody may write to the topic; only who knows what the next fact rests on can stand in its place. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadable")
    void whatIsNotTheNextFactOfASessionClosesNone(String what, byte @Nullable [] value) {
        var before = partition.digest(ILL);
        partition.ask(pull(ILL));

        partition.plant(bytes(ILL.value()), value, headersAfter(before));
        partition.plant(bytes(ILL.value()), value, headersAfter("0000000000000000"));
        partition.plant(bytes(ILL.value()), value, headersAfter(""));
        partition.plant(bytes(ILL.value()), value, new RecordHeaders());
        partition.plant(bytes("no session at all"), value, headersAfter(partition.digest(ILL)));
        partition.plant(null, value, headersAfter(partition.digest(ILL)));

        assertIsOpen(ILL);
        partition = partition.successor();
        assertIsOpen(ILL);
        partition = partition.elsewhere();
        assertIsOpen(ILL);
        assertThat(partition.unreadable()).isEmpty();
    }

    @Test
    void aFactOfATypeThatALaterReleaseWritesClosesItsSession() {
        var headers = headersAfter(partition.digest(ILL));
        headers.remove(Headers.TYPE).add(Headers.TYPE, bytes("io.infrabot.session.operation-paused.v1"));

        var offset = partition.plant(bytes(ILL.value()), RecordCodec.encode(NEXT), headers);

        assertIsClosed(ILL, "@" + offset);
    }

    @Test
    void aSessionWhoseFirstFactCannotBeReadIsNotOpenedAgainUnderItsId() {
        var first = Envelope.of("1", "/session-service", NOON)
                .headersFor(RecordCodec.decode(
                        partition.history().getFirst().value(), io.infrabot.events.SessionEvent.SessionCreated.class));
        first.add(Headers.AFTER, bytes(""));

        var offset = partition.plant(bytes(NEW.value()), bytes("{}"), first);

        var again = partition.ask(new Request.CreateSession(NEW, "team", null, null, null, null, null));
        assertThat(again).isEqualTo(new Decision.Refused(whyClosed(NEW).refusal()));
        assertThat(whyClosed(NEW).offset()).isEqualTo(offset);
    }

    @Test
    void whatCanBeReadAgainIsFoldedOnFromThere() {
        var after = partition.digest(ILL);
        var offset = partition.plant(bytes(ILL.value()), bytes("{}"), headersAfter(after));
        assertIsClosed(ILL, "@" + offset);
        var readable = RecordCodec.encode(waitingAfter(ILL));

        // as a release does that knows more
        log.replace(TopicNames.SESSION_EVENTS, (int) offset, readable, headersAfter(after));
        partition = partition.successor();

        assertThat(partition.unreadable()).isEmpty();
        assertThat(Objects.requireNonNull(partition.ledger().session(ILL))
                        .mark()
                        .position())
                .isEqualTo(offset);
        assertIsOpen(ILL);
        partition = partition.successor();
        assertIsOpen(ILL);
    }

    private UnreadableReason whyClosed(SessionId session) {
        return Objects.requireNonNull(partition.ledger().whyClosed(session));
    }

    private OperationWaiting waitingAfter(SessionId session) {
        var standing = Objects.requireNonNull(partition.ledger().session(session));
        return new OperationWaiting(
                session, standing.version() + 1, NOON, NEXT.operationId(), WaitingReason.NODES_BUSY);
    }

    private static RecordHeaders headersAfter(String digest) {
        var headers = Envelope.of("1", "/session-service", NOON).headersFor(NEXT);
        headers.add(Headers.AFTER, bytes(digest));
        return headers;
    }
}
