package io.infrabot.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.infrabot.events.TopicNames;
import io.infrabot.system.harness.ImageWork;
import io.infrabot.system.harness.Stack;
import io.infrabot.testkit.world.TopicProbe;
import io.infrabot.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a real stack writes is what {@code asyncapi.yaml} and the schemas promise, headers included. */
@Order(Stack.SHARED)
class EveryRecordIT {

    private static final String IDS = "https://infrabot.io/schemas/";
    private static final Set<String> COMPACTED = Set.of(TopicNames.SESSION_STATE, TopicNames.NODES);

    @RegisterExtension
    static final Stack STACK = Stack.shared();

    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaIdResolvers(ids -> ids.mapPrefix(IDS, "classpath:infrabot/schemas/"))
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .formatAssertionsEnabled(true)
                            .build()));
    private final Map<String, Schema> schemas = new HashMap<>();

    @BeforeAll
    static void operationsOfManyKinds() throws IOException {
        var work = ImageWork.doneBy(STACK);
        var api = STACK.api();
        var waiting = api.submit(
                "/api/v1/tools/noop",
                Map.of("sessionId", work.session(), "target", Map.of("kind", "node", "node", "nobody-1")));
        api.cancel(waiting);
        api.end(waiting);
        api.put("/api/v1/sessions/" + work.session() + "/status", Map.of("status", "COMPLETED"));
        api.delete("/api/v1/sessions/" + work.session());
    }

    @Test
    void everyRecordIsOnItsTopicAndValidByItsSchema() throws IOException {
        var seen = new HashSet<String>();
        var document = asyncApi();
        for (var channel : document.path("channels")) {
            for (var record :
                    new TopicProbe(STACK.world()).all(channel.path("address").asText())) {
                if (!isCanary(record)) {
                    seen.add(check(document, channel, record));
                }
            }
        }

        assertThat(seen)
                .contains(
                        "io.infrabot.request.operation.v1",
                        "io.infrabot.session.operation-cancelled.v1",
                        "io.infrabot.session.operation-failed.v1",
                        "io.infrabot.session.operation-waiting.v1",
                        "io.infrabot.session.deleted.v1",
                        "io.infrabot.session.state.v1",
                        "io.infrabot.work.start-run.v1",
                        "io.infrabot.operation.succeeded.v1",
                        "io.infrabot.operation.attempt-failed.v1",
                        "io.infrabot.operation.progress.v1",
                        "io.infrabot.node.beat.v1",
                        "io.infrabot.node.registered.v1");
    }

    @Test
    void aFactThatLacksAFieldOrAHeaderWouldBeFound() throws IOException {
        var fact = new TopicProbe(STACK.world()).all(TopicNames.SESSION_EVENTS).getFirst();
        var headers = headers(fact);
        ObjectNode body = (ObjectNode) Json.tolerant().readTree(fact.value());
        headers.remove("ce_after");
        body.remove("version");

        assertThat(ofHeaders(asyncApi(), "#/components/schemas/factHeaders").validate(headers))
                .isNotEmpty();
        assertThat(ofRecord(headers.path("ce_type").asText()).validate(body)).isNotEmpty();
    }

    /** Returns its type; none where it only takes an earlier record of its key away. */
    private String check(JsonNode document, JsonNode channel, ConsumerRecord<byte[], byte[]> record)
            throws IOException {
        var topic = record.topic();
        byte @Nullable [] value = record.value();
        if (value == null) {
            assertThat(COMPACTED).contains(topic);
            return "";
        }
        var headers = headers(record);
        var type = headers.path("ce_type").asText();
        assertThat(channel.path("messages").has(type))
                .as("%s on %s", type, topic)
                .isTrue();
        var trait = document.at("/components/messages")
                .path(type)
                .at("/traits/0/$ref")
                .asText();
        var headerSchema = document.at(trait.substring(1)).at("/headers/$ref").asText();
        assertThat(schemas.computeIfAbsent(headerSchema, name -> ofHeaders(document, name))
                        .validate(headers))
                .as("headers of %s: %s", type, headers)
                .isEmpty();
        var body = Json.tolerant().readTree(value);
        assertThat(schemas.computeIfAbsent(type, this::ofRecord).validate(body))
                .as("%s: %s", type, body)
                .isEmpty();
        assertThat(new String(record.key(), StandardCharsets.UTF_8))
                .isIn(body.path("sessionId").asText(), body.path("node").asText());
        return type;
    }

    private Schema ofRecord(String type) {
        return registry.getSchema(SchemaLocation.of(IDS + type + ".json"));
    }

    /** One of the document's own schemas, with all others of it at hand. */
    private Schema ofHeaders(JsonNode document, String reference) {
        ObjectNode whole = document.deepCopy();
        whole.put("$ref", reference);
        whole.retain(List.of("$ref", "components"));
        return registry.getSchema(whole);
    }

    private static ObjectNode headers(ConsumerRecord<byte[], byte[]> record) {
        var headers = Json.tolerant().createObjectNode();
        record.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return headers;
    }

    private static boolean isCanary(ConsumerRecord<byte[], byte[]> record) {
        return record.topic().equals(TopicNames.BEATS)
                && new String(record.key(), StandardCharsets.UTF_8).startsWith("canary/");
    }

    private static JsonNode asyncApi() throws IOException {
        try (var file = EveryRecordIT.class.getResourceAsStream("/infrabot/asyncapi.yaml")) {
            return new YAMLMapper().readTree(Objects.requireNonNull(file));
        }
    }
}
