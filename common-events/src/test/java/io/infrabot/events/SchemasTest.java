package io.infrabot.events;

import static io.infrabot.events.RecordJson.JSON;
import static io.infrabot.events.RecordJson.classOf;
import static io.infrabot.events.RecordJson.golden;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schemas say the same as the records, to those who cannot read Java. */
class SchemasTest {

    private static final String SESSION = "0197a4c2-6f3e-7b41-9c0d-2e8f5a1b3c4d";

    private final Schemas schemas = Schemas.current();

    static Stream<String> types() {
        return RecordTypes.all().keySet().stream().sorted();
    }

    @Test
    void everyTypeHasASchemaAndEverySchemaAType() {
        assertThat(schemas.types())
                .containsExactlyInAnyOrderElementsOf(RecordTypes.all().keySet());
    }

    @ParameterizedTest
    @MethodSource("types")
    void aSchemaHasTheFieldsOfItsRecordAndAsksForTheSame(String type) {
        assertThat(RecordAgainstSchema.differences(schemas, schemas.document(type), classOf(type)))
                .isEmpty();
    }

    @Test
    void aSchemaThatLagsBehindItsRecordIsFound() {
        var type = "io.infrabot.session.operation-started.v1";
        ObjectNode lagging = schemas.document(type).deepCopy();
        ((ObjectNode) lagging.path("properties")).putObject("attempt").put("type", "string");
        ((ObjectNode) lagging.path("properties")).remove("node");

        assertThat(RecordAgainstSchema.differences(schemas, lagging, classOf(type)))
                .anyMatch(line -> line.contains(".attempt type"))
                .anyMatch(line -> line.contains("OperationStarted fields"));
    }

    @ParameterizedTest
    @MethodSource("types")
    void theGoldenFileIsValid(String type) throws IOException {
        assertThat(schemas.errors(type, golden(type))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("types")
    void aFieldThatTheSchemaDoesNotKnowIsAllowed(String type) throws IOException {
        ObjectNode extended = golden(type).deepCopy();
        extended.putObject("addedInVersion9").put("deep", 1);

        assertThat(schemas.errors(type, extended)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("types")
    void withoutAnyOneOfItsRequiredFieldsARecordIsInvalid(String type) throws IOException {
        var whole = golden(type);
        for (var required : schemas.document(type).path("required")) {
            ObjectNode broken = whole.deepCopy();
            broken.remove(required.asText());

            assertThat(schemas.errors(type, broken)).as("without %s", required).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void aFieldOfAnotherKindIsInvalid(String type) throws IOException {
        var whole = golden(type);
        for (var field : whole.properties()) {
            ObjectNode broken = whole.deepCopy();
            broken.putArray(field.getKey()).addArray();

            assertThat(schemas.errors(type, broken)).as(field.getKey()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void aSchemaNamesItsDialectAndItselfAndExplainsEveryField(String type) {
        var schema = schemas.document(type);

        assertThat(schema.path("$schema").asText()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(schema.path("$id").asText()).isEqualTo(Schemas.BASE + type + ".json");
        assertThat(schema.path("title").asText()).isEqualTo(classOf(type).getSimpleName());
        assertThat(unexplained("", schema)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "sessionId, " + SESSION + ", 0197A4C2-6F3E-7B41-9C0D-2E8F5A1B3C4D",
        "operationId, " + SESSION + ".k3q7n2xw5abz, " + SESSION + ".K3Q7",
        "runId, " + SESSION + ".k3q7n2xw5abz:1, a run",
        "nodeId, docker-ops-1, Docker_Ops"
    })
    void anIdHasTheFormThatItsRecordAsksFor(String name, String good, String bad) {
        Function<String, Object> record = switch (name) {
            case "sessionId" -> SessionId::new;
            case "operationId" -> OperationId::new;
            case "runId" -> RunId::new;
            default -> NodeId::new;
        };

        assertThat(schemas.errorsOfValue(name, new TextNode(good))).isEmpty();
        assertThat(catchThrowable(() -> record.apply(good))).isNull();
        assertThat(schemas.errorsOfValue(name, new TextNode(bad))).isNotEmpty();
        assertThat(catchThrowable(() -> record.apply(bad))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT1.09S", "PT24H", "PT10M", "P1DT2H", "PT1H0.000000001S"})
    void aDurationAsWeWriteOrReadItIsValid(String text) throws IOException {
        assertThat(schemas.errorsOfValue("duration", new TextNode(text))).isEmpty();
        assertThat(JSON.readValue('"' + text + '"', java.time.Duration.class)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"P", "PT", "10 min", "PT1.S", "PT-5S"})
    void whatIsNoDurationIsInvalid(String text) {
        assertThat(schemas.errorsOfValue("duration", new TextNode(text))).isNotEmpty();
    }

    @Test
    void whatIsNoTimeIsInvalid() {
        assertThat(schemas.errorsOfValue("instant", new TextNode("yesterday"))).isNotEmpty();
    }

    /** The paths of fields without a description, their own or that of what they refer to. */
    private List<String> unexplained(String path, JsonNode given) {
        var schema = schemas.resolved(given);
        var found = new ArrayList<String>();
        if (schema.path("description").asText().isEmpty()) {
            found.add(path);
        }
        schema.path("properties")
                .properties()
                .forEach(field -> found.addAll(unexplained(path + "/" + field.getKey(), field.getValue())));
        if (schema.has("items")) {
            found.addAll(unexplained(path + "[]", schema.path("items")));
        }
        return found;
    }
}
