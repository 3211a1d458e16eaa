package io.infrabot.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.infrabot.events.Headers;
import io.infrabot.events.RecordTypes;
import io.infrabot.events.TopicNames;
import io.infrabot.session.history.FactReader;
import io.infrabot.testkit.world.Publisher;
import io.infrabot.testkit.world.TopicProbe;
import io.infrabot.testkit.world.World;
import io.infrabot.wire.Envelope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Records as anybody may write them, with a right envelope around a value that nobody can read, and the other way round. */
final class Junk {

    private static final Map<String, String> TYPES = Map.of(
            TopicNames.REQUESTS, "io.infrabot.request.operation.v1",
            TopicNames.SESSION_EVENTS, "io.infrabot.session.operation-waiting.v1",
            TopicNames.SESSION_STATE, "io.infrabot.session.state.v1",
            TopicNames.OPERATION_EVENTS, "io.infrabot.operation.succeeded.v1",
            TopicNames.OPERATION_ERRORS, "io.infrabot.operation.attempt-failed.v1",
            TopicNames.OPERATION_PROGRESS, "io.infrabot.operation.progress.v1",
            TopicNames.WORK, "io.infrabot.work.start-run.v1",
            TopicNames.BEATS, "io.infrabot.node.beat.v1",
            TopicNames.NODES, "io.infrabot.node.registered.v1");

    /** The broker takes no record without a key there. */
    private static final Set<String> COMPACTED = Set.of(TopicNames.SESSION_STATE, TopicNames.NODES);

    private Junk() {}

    static List<byte[]> values() {
        return Stream.of(
                        "",
                        "no JSON",
                        "null",
                        "{}",
                        "[]",
                        "[".repeat(50_000),
                        "{\"sessionId\":{},\"node\":5,\"version\":\"x\"}",
                        "{\"sessionId\":\"\\ud800\",\"node\":\"\\ud800\"}",
                        "{\"version\":1e400,\"sequence\":" + "9".repeat(5_000) + "}")
                .map(text -> text.getBytes(UTF_8))
                .toList();
    }

    /** On every topic that anybody reads, under the key of its reader, and under none. */
    static void everywhere(Publisher publisher, String session) {
        TYPES.forEach((topic, type) -> {
            var key = topic.equals(TopicNames.WORK) ? "tool-runner-1" : session;
            for (var value : withNone(values())) {
                publisher.publish(topic, value == null ? "no-such-key" : key, headers(type), value);
                if (!COMPACTED.contains(topic)) {
                    publisher.publish(topic, null, headers(type), value);
                }
                publisher.publish(topic, key, new RecordHeaders(), value == null ? new byte[] {(byte) 0xff} : value);
            }
        });
    }

    private static List<byte @Nullable []> withNone(List<byte[]> values) {
        var all = new ArrayList<byte @Nullable []>(values);
        all.add(null);
        return all;
    }

    /** The headers of the fact that would be the session's next. */
    static RecordHeaders headersOfTheNextFact(World world, String session) {
        var headers = headers(TYPES.getOrDefault(TopicNames.SESSION_EVENTS, ""));
        var digest = new TopicProbe(world)
                .all(TopicNames.SESSION_EVENTS).stream()
                        .filter(record -> Arrays.equals(session.getBytes(UTF_8), record.key()))
                        .map(record -> FactReader.read(record.headers(), record.value(), record.offset()))
                        .filter(FactReader.Read.Fact.class::isInstance)
                        .map(read -> ((FactReader.Read.Fact) read).entry().digest())
                        .reduce("", (_, last) -> last);
        headers.add(Headers.AFTER, digest.getBytes(UTF_8));
        return headers;
    }

    private static RecordHeaders headers(String type) {
        if (!RecordTypes.all().containsKey(type)) {
            throw new IllegalArgumentException("no type of ours: " + type);
        }
        var headers = new RecordHeaders();
        Envelope.of("1", "/junk", Instant.now())
                .textsFor(new io.infrabot.events.Request.DeleteSession(
                        new io.infrabot.events.SessionId("0197a000-0000-7000-8000-000000000009")))
                .forEach((name, text) -> headers.add(name, text.getBytes(UTF_8)));
        headers.remove(Headers.TYPE).add(Headers.TYPE, type.getBytes(UTF_8));
        return headers;
    }
}
