package io.infrabot.session.wiring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.Beat;
import io.infrabot.events.Headers;
import io.infrabot.events.NodeId;
import io.infrabot.events.NodeRegistered;
import io.infrabot.events.RunId;
import io.infrabot.events.TopicNames;
import io.infrabot.session.index.SessionIndexes;
import io.infrabot.session.nodes.KnownNodes;
import io.infrabot.session.owner.OpenPartitions;
import io.infrabot.wire.Envelope;
import io.infrabot.wire.RecordCodec;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever stands on the topics of beats, nodes and states, it is skipped and counted, and the next word is heard. */
class ObservedRecordsTest {

    private static final NodeId NODE = new NodeId("tool-runner-1");
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final String OURS = "canary/session-1";
    private static final List<String> JUNK = List.of(
            "",
            "\u00ff\u0000",
            "null",
            "{}",
            "[]",
            "[".repeat(50_000),
            "{\"node\":{}}",
            "{\"node\":\"\\ud800\"}",
            "{\"node\":\"n\",\"lanes\":{\"a\":null}}",
            "{\"sequence\":1e400}",
            "{\"sequence\":" + "9".repeat(20_000) + "}");

    private final KnownNodes nodes = new KnownNodes();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final ObservedRecords heard =
            new ObservedRecords(nodes, SessionIndexes.empty(), new ChangeLogger(nodes, new OpenPartitions()), metrics);

    @Test
    void beatsAreHeardAfterWhatCannotBeRead() {
        plantJunk(TopicNames.BEATS, record -> heard.beat(OURS, record), headers(beat()));

        heard.beat(OURS, record(TopicNames.BEATS, OURS, bytes(OURS), new RecordHeaders()));
        heard.beat(OURS, record(TopicNames.BEATS, NODE.value(), RecordCodec.encode(beat()), headers(beat())));

        assertThat(nodes.all()).hasSize(1);
        assertThat(skipped(TopicNames.BEATS)).isPositive();
    }

    @Test
    void registrationsAreHeardAfterWhatCannotBeRead() {
        plantJunk(TopicNames.NODES, heard::registration, headers(registration()));
        heard.registration(record(TopicNames.NODES, null, null, new RecordHeaders()));
        heard.registration(record(TopicNames.NODES, "NO NODE", null, new RecordHeaders()));

        heard.registration(
                record(TopicNames.NODES, NODE.value(), RecordCodec.encode(registration()), headers(registration())));

        assertThat(nodes.known()).hasSize(1);
        assertThat(skipped(TopicNames.NODES)).isPositive();
    }

    @Test
    void statesAreHeardAfterWhatCannotBeRead() {
        plantJunk(TopicNames.SESSION_STATE, heard::state, headers(registration()));
        heard.state(record(TopicNames.SESSION_STATE, null, null, new RecordHeaders()));
        heard.state(record(TopicNames.SESSION_STATE, "no session", null, new RecordHeaders()));

        assertThat(skipped(TopicNames.SESSION_STATE)).isPositive();
    }

    /** As if a node held a run whose name looks like one of ours and is none. */
    @Test
    void aRunWithAnOddNameIsNotTakenForOneOfOurs() {
        var name = new RunId("-".repeat(36) + ".aaaaaaaaaaaa:1");
        nodes.echoSeen(0);
        nodes.beat(new Beat(
                NODE, "k", "i", 1, NOON, null, true, List.of(), Map.of(), Map.of(), List.of(name), 7, false, false));

        assertThat(nodes.held()).isEmpty();
    }

    private void plantJunk(String topic, Consumer<ConsumerRecord<String, byte[]>> reader, RecordHeaders headers) {
        var later = new RecordHeaders(headers);
        later.remove(Headers.TYPE).add(Headers.TYPE, bytes("io.infrabot.node.beat.v9"));
        for (var junk : JUNK) {
            for (var each : List.of(headers, later, new RecordHeaders())) {
                reader.accept(record(topic, NODE.value(), bytes(junk), each));
                reader.accept(record(topic, null, bytes(junk), each));
            }
        }
    }

    private double skipped(String topic) {
        return metrics.find("infrabot.mcp.records.skipped").tag("topic", topic).counters().stream()
                .mapToDouble(each -> each.count())
                .sum();
    }

    private static ConsumerRecord<String, byte[]> record(
            String topic, @Nullable String key, byte @Nullable [] value, RecordHeaders headers) {
        var record = new ConsumerRecord<>(topic, 0, 0, key, value);
        headers.forEach(record.headers()::add);
        return record;
    }

    private static RecordHeaders headers(Object record) {
        return Envelope.of("1", "/test", NOON).headersFor(record);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static Beat beat() {
        var lane = Map.of("tools", new Beat.Lane(1, 0, 0, 1, List.of("tool.noop")));
        return new Beat(
                NODE, "tool-runner", "i", 1, NOON, null, true, List.of(), Map.of(), lane, List.of(), 7, false, false);
    }

    private static NodeRegistered registration() {
        return new NodeRegistered(NODE, "tool-runner", "i", "host", "1", null, List.of(), Map.of(), 7, NOON);
    }
}
