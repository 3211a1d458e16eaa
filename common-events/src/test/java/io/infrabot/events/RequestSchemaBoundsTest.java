package io.infrabot.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.infrabot.events.bounds.JsonBounds;
import io.infrabot.events.bounds.RequestBounds;
import io.infrabot.events.bounds.TextBounds;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The schemas of requests bound what the doors refuse anyway, with the same figures, and nothing more. */
class RequestSchemaBoundsTest {

    private static final SessionId SESSION = new SessionId("0197a000-0000-7000-8000-000000000001");
    private static final OperationId OPERATION = new OperationId(SESSION + ".aaaaaaaaaaaa");
    private static final String CREATE = "io.infrabot.request.session-create.v1";
    private static final String RUN = "io.infrabot.request.operation.v1";
    private static final String CANCEL = "io.infrabot.request.operation-cancel.v1";

    private final Schemas schemas = Schemas.current();

    @Test
    void lengthsAndCountsAreThoseOfTheDoors() {
        same(field(CREATE, "team"), TextBounds.TEAM);
        same(field(CREATE, "name"), TextBounds.SESSION_NAME);
        same(field(CREATE, "labels").path("propertyNames"), TextBounds.LABEL_KEY);
        same(field(CREATE, "labels").path("additionalProperties"), TextBounds.LABEL_VALUE);
        same(field(RUN, "type"), TextBounds.OPERATION_TYPE);
        same(field(CANCEL, "reason"), TextBounds.REASON);
        assertThat(field(CREATE, "metadata").path("maxProperties").asInt()).isEqualTo(JsonBounds.METADATA.most());
        assertThat(field(RUN, "arguments").path("maxProperties").asInt()).isEqualTo(JsonBounds.ARGUMENTS.most());
        assertThat(field(RUN, "arguments").path("description").asText())
                .contains(JsonBounds.ARGUMENTS.deepest() + " levels", JsonBounds.MAX_DIGITS + " digits");
    }

    static Stream<Request> oddRequests() {
        var many = IntStream.range(0, 65).boxed().collect(Collectors.toMap(i -> "k" + i, i -> "v"));
        return Stream.of(
                create("", null, null),
                create("t".repeat(201), null, null),
                create("🐳".repeat(200), "🐳".repeat(200), null),
                create("a\u0000b", null, null),
                create("t", "a\u001bb", null),
                create("t", "a\tb", null),
                create("t", "n".repeat(201), null),
                create("t", null, many),
                create("t", null, Map.of("", "v")),
                create("t", null, Map.of("a=b", "v")),
                create("t", null, Map.of("größe / 🐳", "v w")),
                create("t", null, Map.of("k".repeat(129), "v")),
                create("t", null, Map.of("k", "v".repeat(257))),
                create("t", null, Map.of("k", "a\nb")),
                new Request.CancelOperation(SESSION, OPERATION, "first\nsecond\tline"),
                new Request.CancelOperation(SESSION, OPERATION, "a\u0007b"),
                new Request.CancelOperation(SESSION, OPERATION, "x".repeat(1_001)),
                run("", null),
                run("tool.\u0000x", null),
                run("x".repeat(129), null),
                run("tool.x", new Target(Target.Kind.node, "No Node", null)),
                run("tool.x", new Target(Target.Kind.labels, null, many)),
                run("tool.x", new Target(Target.Kind.labels, null, Map.of("a", "b\u0000"))),
                run("tool.x", new Target(Target.Kind.labels, null, Map.of("a", "b"))));
    }

    @ParameterizedTest
    @MethodSource("oddRequests")
    void aSchemaRefusesWhatTheDoorsRefuse(Request request) {
        var json = RecordJson.JSON.<JsonNode>valueToTree(request);
        var bySchema = schemas.errors(RecordTypes.typeOf(request), json);
        var byDoor = RequestBounds.violations(request);

        assertThat(bySchema.isEmpty()).as("%s and %s", bySchema, byDoor).isEqualTo(byDoor.isEmpty());
    }

    private JsonNode field(String type, String name) {
        return schemas.resolved(schemas.document(type).path("properties").path(name));
    }

    private static void same(JsonNode schema, TextBounds bounds) {
        assertThat(schema.path("minLength").asInt()).isEqualTo(bounds.shortest());
        assertThat(schema.path("maxLength").asInt()).isEqualTo(bounds.longest());
        assertThat(schema.path("pattern").asText()).isNotEmpty();
    }

    private static Request create(String team, @Nullable String name, @Nullable Map<String, String> labels) {
        return new Request.CreateSession(SESSION, team, name, labels, null, null, null);
    }

    private static Request run(String type, @Nullable Target target) {
        return new Request.RunOperation(null, SESSION, type, Map.of(), target, null);
    }
}
