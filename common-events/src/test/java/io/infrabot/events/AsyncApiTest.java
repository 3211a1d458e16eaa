package io.infrabot.events;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** {@code asyncapi.yaml} is a right AsyncAPI 3.0 document, and says of topics and records what the code does. */
class AsyncApiTest {

    private final AsyncApi asyncApi = AsyncApi.current();

    @Test
    void itIsValidByTheSchemaOfAsyncApiItself() {
        assertThat(asyncApi.document().path("asyncapi").asText()).isEqualTo("3.0.0");
        assertThat(errors(asyncApi.document())).isEmpty();
    }

    @Test
    void anOperationThatNeitherSendsNorReceivesIsInvalid() {
        ObjectNode broken = asyncApi.document().deepCopy();
        ((ObjectNode) broken.at("/operations/writeHistory")).put("action", "publish");

        assertThat(errors(broken)).isNotEmpty();
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        assertThat(asyncApi.references()).hasSizeGreaterThan(50).allMatch(asyncApi::leadsSomewhere);
        assertThat(asyncApi.leadsSomewhere("#/channels/nowhere")).isFalse();
        assertThat(asyncApi.leadsSomewhere("schemas/nothing.json")).isFalse();
    }

    @Test
    void itsTopicsAreThoseOfTheCode() {
        var expected = Arrays.stream(TopicNames.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == String.class)
                .map(AsyncApiTest::constant)
                .collect(toSet());

        assertThat(asyncApi.messagesByTopic().keySet().stream().filter(topic -> !TopicNames.isForDeadLetters(topic)))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void eachTopicCarriesTheRecordsOfItsFamily() {
        var messages = asyncApi.messagesByTopic();

        assertThat(messages.get(TopicNames.REQUESTS)).isEqualTo(typesOf(Request.class));
        assertThat(messages.get(TopicNames.SESSION_EVENTS)).isEqualTo(typesOf(SessionEvent.class));
        assertThat(messages.get(TopicNames.SESSION_STATE)).isEqualTo(typesOf(SessionState.class));
        assertThat(messages.get(TopicNames.WORK)).isEqualTo(typesOf(Work.class));
        assertThat(messages.get(TopicNames.OPERATION_ERRORS)).isEqualTo(typesOf(Report.AttemptFailed.class));
        assertThat(messages.get(TopicNames.OPERATION_PROGRESS)).isEqualTo(typesOf(Progress.class));
        assertThat(messages.get(TopicNames.BEATS)).isEqualTo(typesOf(Beat.class));
        assertThat(messages.get(TopicNames.NODES)).isEqualTo(typesOf(NodeRegistered.class));
        var reports = typesOf(Report.class);
        reports.removeAll(typesOf(Report.AttemptFailed.class));
        assertThat(messages.get(TopicNames.OPERATION_EVENTS)).isEqualTo(reports);
    }

    @Test
    void everyMessageHasTheSchemaOfItsType() {
        for (var type : RecordTypes.all().keySet()) {
            var message =
                    asyncApi.document().path("components").path("messages").path(type);

            assertThat(message.path("name").asText()).isEqualTo(type);
            assertThat(message.path("title").asText())
                    .isEqualTo(RecordJson.classOf(type).getSimpleName());
            assertThat(message.at("/payload/schema/$ref").asText()).isEqualTo("schemas/" + type + ".json");
        }
    }

    @Test
    void everyHeaderItNamesIsOneOfOurs() {
        var known = Arrays.stream(Headers.class.getFields())
                .map(AsyncApiTest::constant)
                .collect(toSet());
        var named = asyncApi.document().path("components").path("schemas").properties().stream()
                .filter(schema -> schema.getKey().endsWith("Headers"))
                .flatMap(schema -> schema.getValue().findValues("properties").stream())
                .flatMap(properties -> properties.properties().stream())
                .map(property -> property.getKey())
                .collect(toSet());

        assertThat(named).isEqualTo(known);
    }

    private static Set<String> typesOf(Class<?> family) {
        return RecordTypes.all().entrySet().stream()
                .filter(entry -> family.isAssignableFrom(entry.getValue()))
                .map(entry -> entry.getKey())
                .collect(toSet());
    }

    private static List<Error> errors(JsonNode document) {
        var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);
        try (var schema = AsyncApiTest.class.getResourceAsStream("/asyncapi/asyncapi-3.0.0.json")) {
            return registry.getSchema(Objects.requireNonNull(schema)).validate(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String constant(java.lang.reflect.Field field) {
        try {
            return (String) Objects.requireNonNull(field.get(null));
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
