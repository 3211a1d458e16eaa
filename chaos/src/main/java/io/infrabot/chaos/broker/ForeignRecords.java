package io.infrabot.chaos.broker;

import io.infrabot.chaos.fault.Outcome;
import io.infrabot.chaos.fault.Scene;
import io.infrabot.events.Headers;
import io.infrabot.events.Request.RunOperation;
import io.infrabot.events.SessionId;
import io.infrabot.events.TopicNames;
import io.infrabot.testkit.world.Publisher;
import io.infrabot.wire.RecordCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Records that nobody here would write: of unknown types and later versions (F25), without value, key or sense (F28). */
final class ForeignRecords {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** Generous: the record behind a bad one is read in the same breath. */
    private static final Duration BLOCKED = Duration.ofSeconds(5);

    private static final List<String> INPUTS = List.of(
            TopicNames.REQUESTS,
            TopicNames.OPERATION_EVENTS,
            TopicNames.OPERATION_ERRORS,
            TopicNames.OPERATION_PROGRESS);
    private static final List<String> OTHERS = List.of(TopicNames.WORK, TopicNames.BEATS, TopicNames.NODES);

    private ForeignRecords() {}

    /** Unknown types, later versions, unknown fields (F25). */
    static Outcome ofAnotherTime(Scene scene, Publisher publisher) {
        var session = scene.world().api().session();
        var written = new ArrayList<RecordMetadata>();
        for (var topic : INPUTS) {
            written.add(
                    publisher.publish(topic, session, with(Headers.TYPE, "io.infrabot.request.dance.v1"), bytes("{}")));
            written.add(publisher.publish(
                    topic, session, with(Headers.TYPE, "io.infrabot.request.operation.v99"), bytes("{\"a\":1}")));
            written.add(publisher.publish(topic, session, with(Headers.SPEC_VERSION, "99.0"), bytes("{}")));
        }
        var more = new String(RecordCodec.encode(noop(session)), StandardCharsets.UTF_8)
                .replaceFirst("\\{", "{\"fromTheFuture\":{\"x\":[1]},");
        publisher.publish(TopicNames.REQUESTS, session, headers(session), bytes(more));
        var outcome = judged(
                scene, publisher, session, written, Outcome.of("%d records of other times".formatted(written.size())));
        var known = scene.world().api().operations(session).size();
        return known == 2 ? outcome : outcome.broken("a field that is not known yet was not ignored: " + known);
    }

    /** Tombstones, no key, headers of random bytes, on every topic that others may write (F28). */
    static Outcome ofNoSense(Scene scene, Publisher publisher) {
        var session = scene.world().api().session();
        var written = new ArrayList<RecordMetadata>();
        for (var topic : INPUTS) {
            written.add(publisher.publish(topic, session, headers(session), null));
            written.add(publisher.publish(topic, session, new RecordHeaders(), null));
            written.add(publisher.publish(topic, null, headers(session), bytes("{}")));
            written.add(publisher.publish(topic, session, noise(), bytes("{}")));
        }
        for (var topic : OTHERS) {
            publisher.publish(topic, "nobody", headers(session), null);
            publisher.publish(topic, "nobody", noise(), bytes("{}"));
            publisher.publish(topic, "nobody", headers(session), bytes("no JSON"));
        }
        // a compacted topic takes nothing without a key
        publisher.publish(TopicNames.WORK, null, noise(), bytes("{}"));
        publisher.publish(TopicNames.BEATS, null, noise(), bytes("{}"));
        try (var nodes = NodeWatch.on(scene.world())) {
            return nodes.judge(judged(
                    scene,
                    publisher,
                    session,
                    written,
                    Outcome.of("%d records of no sense".formatted(written.size()))));
        }
    }

    private static Outcome judged(
            Scene scene, Publisher publisher, String session, List<RecordMetadata> written, Outcome soFar) {
        var begun = System.nanoTime();
        var api = scene.world().api();
        api.success(publisher.noop(session).value());
        var blocked = Duration.ofNanos(System.nanoTime() - begun);
        var outcome = soFar.measured("blocked", blocked, BLOCKED);
        var letters = new DeadLetters(scene.world());
        for (var each : written) {
            // progress may be lost, so it needs no letter
            if (!each.topic().equals(TopicNames.OPERATION_PROGRESS) && !letters.receive(each, PATIENCE)) {
                outcome = outcome.broken("no dead letter of " + each);
            }
        }
        return outcome;
    }

    private static RunOperation noop(String session) {
        return new RunOperation(null, new SessionId(session), "tool.noop", Map.of(), null, null);
    }

    private static RecordHeaders headers(String session) {
        return Publisher.headers(noop(session), UUID.randomUUID().toString());
    }

    private static RecordHeaders with(String name, String value) {
        var headers = headers(UUID.randomUUID().toString());
        headers.remove(name);
        headers.add(name, bytes(value));
        return headers;
    }

    private static RecordHeaders noise() {
        var headers = new RecordHeaders();
        headers.add(Headers.TYPE, new byte[] {(byte) 0xff, 0, (byte) 0xfe});
        headers.add(Headers.SPEC_VERSION, null);
        return headers;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
