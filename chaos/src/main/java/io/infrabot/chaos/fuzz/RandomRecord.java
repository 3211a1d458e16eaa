package io.infrabot.chaos.fuzz;

import io.infrabot.events.Headers;
import io.infrabot.events.RecordTypes;
import io.infrabot.events.TopicNames;
import io.infrabot.testkit.world.Publisher;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * One record for some topic. On the topic of requests it may be one that is taken; on the others it is nothing that could
 * be believed: what a believed stranger may do there is another matter.
 */
record RandomRecord(
        String topic,
        @Nullable String key,
        RecordHeaders headers,
        @Nullable String value) {

    private static final List<String> OTHERS = List.of(
            TopicNames.SESSION_EVENTS,
            TopicNames.OPERATION_EVENTS,
            TopicNames.OPERATION_ERRORS,
            TopicNames.OPERATION_PROGRESS,
            TopicNames.WORK,
            TopicNames.BEATS,
            TopicNames.NODES,
            TopicNames.SESSION_STATE);
    private static final List<String> TYPES = List.copyOf(RecordTypes.all().keySet());
    private static final String OPERATION = "io.infrabot.request.operation.v1";
    private static final String CREATE = "io.infrabot.request.session-create.v1";

    void publish(Publisher publisher) {
        var _ = publisher.publish(topic, key, headers, value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }

    static RandomRecord of(AcceptedIds known, Random random) {
        return random.nextInt(3) == 0 ? nonsense(known, random) : request(known, random);
    }

    private static RandomRecord request(AcceptedIds known, Random random) {
        var isCreate = random.nextInt(5) == 0;
        var session = isCreate ? new UUID(random.nextLong(), random.nextLong()).toString() : known.someSession(random);
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("sessionId", RandomJson.quoted(session));
        if (isCreate) {
            fields.put("team", "\"fuzz\"");
            fields.put("metadata", RandomJson.value(random, 0));
        } else {
            fields.put("type", "\"tool.noop\"");
            fields.put("arguments", "{\"echo\":" + RandomJson.value(random, 0) + "}");
        }
        var key = random.nextInt(15) == 0 ? null : random.nextInt(15) == 0 ? RandomText.any(random) : session;
        return new RandomRecord(
                TopicNames.REQUESTS,
                key,
                headers(isCreate ? CREATE : OPERATION, random),
                RandomJson.changed(fields, random));
    }

    private static RandomRecord nonsense(AcceptedIds known, Random random) {
        var topic = OTHERS.get(random.nextInt(OTHERS.size()));
        var value = random.nextInt(8) == 0 ? null : RandomJson.value(random, 0);
        // a tombstone for what exists is a word that is believed on these two
        var isMap = topic.equals(TopicNames.NODES) || topic.equals(TopicNames.SESSION_STATE);
        var key = isMap || random.nextBoolean() ? RandomText.any(random) : known.someSession(random);
        return new RandomRecord(topic, key, headers(TYPES.get(random.nextInt(TYPES.size())), random), value);
    }

    private static RecordHeaders headers(String type, Random random) {
        var headers = new RecordHeaders();
        add(headers, Headers.SPEC_VERSION, "1.0", random);
        add(headers, Headers.ID, new UUID(random.nextLong(), random.nextLong()).toString(), random);
        add(headers, Headers.TYPE, type, random);
        add(headers, Headers.SOURCE, "/fuzz", random);
        add(headers, Headers.TIME, Instant.ofEpochSecond(random.nextInt()).toString(), random);
        return headers;
    }

    private static void add(RecordHeaders headers, String name, String value, Random random) {
        switch (random.nextInt(40)) {
            case 0 -> {
                // it is missing
            }
            case 1 -> headers.add(name, RandomText.any(random).getBytes(StandardCharsets.UTF_8));
            case 2 -> headers.add(name, null);
            default -> headers.add(name, value.getBytes(StandardCharsets.UTF_8));
        }
    }
}
