package io.infrabot.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.infrabot.events.Headers;
import io.infrabot.events.Request.RunOperation;
import io.infrabot.events.SessionId;
import io.infrabot.events.TopicNames;
import io.infrabot.system.harness.Stack;
import io.infrabot.testkit.world.Publisher;
import io.infrabot.testkit.world.TopicProbe;
import io.infrabot.testkit.world.Waiting;
import io.infrabot.wire.RecordCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Records that nobody can make sense of are put aside with the reason, and the stream goes on (F23, F24, F28). */
class PoisonIT {

    private static final RecordHeaders NONE = new RecordHeaders();

    @RegisterExtension
    static final Stack STACK = new Stack();

    private static @Nullable Publisher publisher;
    private static String session = "";

    @BeforeAll
    static void openASession() {
        publisher = STACK.with(new Publisher(STACK.world()));
        session = STACK.api().session();
    }

    @AfterEach
    void theStreamGoesOn() {
        STACK.api().success(publisher().noop(session).value());
    }

    static Stream<Arguments> poison() {
        var unknownType = requestHeaders();
        unknownType.remove(Headers.TYPE);
        unknownType.add(Headers.TYPE, "io.infrabot.request.dance.v1".getBytes(StandardCharsets.UTF_8));
        var anotherVersion = requestHeaders();
        anotherVersion.remove(Headers.SPEC_VERSION);
        anotherVersion.add(Headers.SPEC_VERSION, "2.0".getBytes(StandardCharsets.UTF_8));
        var randomBytes = new byte[1_000];
        ThreadLocalRandom.current().nextBytes(randomBytes);
        randomBytes[0] = (byte) 0xff;
        return Stream.of(
                arguments("no JSON", requestHeaders(), bytes("this is no JSON"), "NOT_JSON"),
                arguments("no value", requestHeaders(), null, "NOT_JSON"),
                arguments("random bytes", requestHeaders(), randomBytes, "NOT_JSON"),
                arguments("deep nesting", requestHeaders(), bytes("[".repeat(100_000)), null),
                arguments("JSON of another shape", requestHeaders(), bytes("{\"sessionId\":{}}"), "RECORD_INVALID"),
                arguments("nothing in it", requestHeaders(), bytes("{}"), "RECORD_INVALID"),
                arguments("no CloudEvent", NONE, bytes("{}"), "NOT_A_CLOUD_EVENT"),
                arguments("random bytes without headers", NONE, randomBytes, "NOT_A_CLOUD_EVENT"),
                arguments("CloudEvents of a later major version", anotherVersion, bytes("{}"), "NOT_A_CLOUD_EVENT"),
                arguments("unknown type", unknownType, bytes("{}"), "UNKNOWN_TYPE"),
                arguments("too big", requestHeaders(), bytes("\"" + "x".repeat(300_000) + "\""), "TOO_LARGE"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("poison")
    void aRequestThatCannotBeReadIsPutAside(
            String what, RecordHeaders headers, byte @Nullable [] value, @Nullable String reason) {
        var written = publisher().publish(TopicNames.REQUESTS, session, headers, value);

        assertPutAside(written, value, reason == null ? List.of("NOT_JSON", "RECORD_INVALID") : List.of(reason));
    }

    @ParameterizedTest(name = "key {0}")
    @MethodSource("wrongKeys")
    void aRequestUnderTheWrongKeyIsPutAside(@Nullable String key, String reason) {
        var value = RecordCodec.encode(noop(session));

        var written = publisher().publish(TopicNames.REQUESTS, key, requestHeaders(), value);

        assertPutAside(written, value, List.of(reason));
        assertThat(STACK.api().operations(session))
                .allMatch(each -> each.path("status").asText().equals("SUCCEEDED"));
    }

    static Stream<Arguments> wrongKeys() {
        return Stream.of(
                arguments(null, "KEY_MISSING"),
                arguments("", "KEY_MISSING"),
                arguments("another key", "KEY_MISMATCH"),
                arguments(UUID.randomUUID().toString(), "KEY_MISMATCH"));
    }

    @Test
    void aRequestForASessionThatIsNotThereIsPutAside() {
        var unknown = UUID.randomUUID().toString();
        var value = RecordCodec.encode(noop(unknown));

        var written = publisher().publish(TopicNames.REQUESTS, unknown, requestHeaders(), value);

        assertPutAside(written, value, List.of("REFUSED"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("poisonousReports")
    void aReportThatCannotBeReadIsPutAside(
            String topic, RecordHeaders headers, byte @Nullable [] value, String reason) {
        var written = publisher().publish(topic, session, headers, value);

        assertPutAside(written, value, List.of(reason));
    }

    static Stream<Arguments> poisonousReports() {
        return Stream.of(TopicNames.OPERATION_EVENTS, TopicNames.OPERATION_ERRORS)
                .flatMap(topic -> Stream.of(
                        arguments(topic, NONE, bytes("{}"), "NOT_A_CLOUD_EVENT"),
                        arguments(topic, reportHeaders(), bytes("this is no JSON"), "NOT_JSON"),
                        arguments(topic, reportHeaders(), null, "NOT_JSON"),
                        arguments(topic, reportHeaders(), bytes("{}"), "RECORD_INVALID"),
                        arguments(topic, requestHeaders(), RecordCodec.encode(noop(session)), "UNKNOWN_TYPE")));
    }

    /** Of two sessions something cannot be read; of the third, all of whose topics are full of junk, everything can. */
    @Test
    void whatCannotBeReadOfASessionClosesItAndHarmsNoOtherWhoeverStartsAnew() {
        var ill = STACK.api().session();
        var damaged = STACK.api().session();
        STACK.api().success(publisher().noop(ill).value());
        Junk.everywhere(publisher(), ill);
        STACK.api().success(publisher().noop(ill).value());
        var value = bytes("[[[");
        var written = publisher()
                .publish(TopicNames.SESSION_EVENTS, ill, Junk.headersOfTheNextFact(STACK.world(), ill), value);
        publisher().publish("infrabot-session-ledger-changelog", damaged, NONE, bytes("{}"));

        assertPutAside(written, value, List.of("NOT_JSON", "RECORD_INVALID"));
        assertIsClosed(ill, "@" + written.offset());
        STACK.api().success(publisher().noop(session).value());

        // after a crash the ledger comes from its changelog
        STACK.kill(Stack.SESSION);
        STACK.start(Stack.SESSION);

        assertIsClosed(ill, "@" + written.offset());
        assertThat(STACK.api().get("/api/v1/sessions/" + ill).status()).isEqualTo(200);
        assertIsClosed(damaged, damaged);
        assertThat(STACK.api().get("/api/v1/sessions/" + damaged).code()).isEqualTo("SESSION_UNREADABLE");
        STACK.api().success(publisher().noop(session).value());
        STACK.api().success(publisher().noop(STACK.api().session()).value());
    }

    private static void assertIsClosed(String session, String where) {
        Waiting.until(() -> {
            var answer = STACK.api().post("/api/v1/tools/noop", Map.of("sessionId", session));
            assertThat(answer.code()).isEqualTo("SESSION_UNREADABLE");
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.text()).contains(where);
        });
    }

    /** Not poison but forgery: what it does today stands in SECURITY.md. */
    @TestFactory
    Stream<DynamicTest> whatAnybodyMayForgeToday() {
        return new OpenTopics(STACK.world(), publisher()).forgeries();
    }

    @Test
    void aTypeThatForgesALineOfTheLogStaysOneLine() throws IOException {
        var headers = requestHeaders();
        headers.remove(Headers.TYPE);
        headers.add(Headers.TYPE, bytes("x\r\n2026-01-01T00:00:00Z ERROR \u001b[31mforged\u202e \0 {}"));

        var written = publisher().publish(TopicNames.REQUESTS, session, headers, bytes("{}"));

        assertPutAside(written, bytes("{}"), List.of("UNKNOWN_TYPE", "NOT_A_CLOUD_EVENT"));
        var log = STACK.world().log(Stack.SESSION);
        Waiting.until(() -> assertThat(Files.readString(log)).contains("x\\r\\n2026-01-01"));
        assertThat(Files.readAllLines(log)).noneMatch(line -> line.startsWith("2026-01-01"));
        assertThat(Files.readString(log)).doesNotContain("\u001b", "\u202e", "\0", "\r");
    }

    private static void assertPutAside(RecordMetadata written, byte @Nullable [] value, List<String> reasons) {
        Waiting.until(() -> assertThat(deadLetterOf(written)).isNotNull());
        var letter = deadLetterOf(written);
        assertThat(letter.value()).isEqualTo(value);
        assertThat(RecordCodec.text(letter.headers(), Headers.DLQ_REASON)).isIn(reasons);
        assertThat(RecordCodec.text(letter.headers(), Headers.DLQ_DETAIL)).isNotEmpty();
    }

    private static ConsumerRecord<byte[], byte[]> deadLetterOf(RecordMetadata written) {
        return new TopicProbe(STACK.world())
                .all(TopicNames.deadLettersOf(written.topic())).stream()
                        .filter(letter -> written.topic().equals(RecordCodec.text(letter.headers(), Headers.DLQ_TOPIC))
                                && Integer.toString(written.partition())
                                        .equals(RecordCodec.text(letter.headers(), Headers.DLQ_PARTITION))
                                && Long.toString(written.offset())
                                        .equals(RecordCodec.text(letter.headers(), Headers.DLQ_OFFSET)))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no dead letter of " + written));
    }

    private static RunOperation noop(String session) {
        return new RunOperation(null, new SessionId(session), "tool.noop", Map.of(), null, null);
    }

    private static RecordHeaders requestHeaders() {
        return Publisher.headers(
                noop(UUID.randomUUID().toString()), UUID.randomUUID().toString());
    }

    private static RecordHeaders reportHeaders() {
        var headers = requestHeaders();
        headers.remove(Headers.TYPE);
        headers.add(Headers.TYPE, bytes("io.infrabot.operation.started.v1"));
        return headers;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Publisher publisher() {
        return Objects.requireNonNull(publisher);
    }
}
