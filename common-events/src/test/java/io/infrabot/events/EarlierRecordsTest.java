package io.infrabot.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Today's code reads what was written on earlier days, and readers of earlier days understand what is written today.
 * {@code earlier/} has a folder a day on which records changed, with the golden files and schemas as they were then.
 */
class EarlierRecordsTest {

    private static final Path EARLIER = Path.of("src/test/resources/earlier");
    private static final String STARTED = "io.infrabot.session.operation-started.v1";

    private final Schemas today = Schemas.current();

    static Stream<Path> days() throws IOException {
        try (var folders = Files.list(EARLIER)) {
            return folders.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("days")
    void todaysCodeReadsTheFilesOfThatDay(Path day) throws IOException {
        var files = Schemas.jsonFiles(day.resolve("golden"));

        assertThat(files).isNotEmpty();
        for (var file : files.entrySet()) {
            var record = RecordJson.read(file.getKey(), file.getValue());
            var written = RecordJson.JSON.readTree(RecordJson.JSON.writeValueAsBytes(record));
            file.getValue()
                    .properties()
                    .forEach(field -> assertThat(written.path(field.getKey()))
                            .as("%s of %s", field.getKey(), file.getKey())
                            .isEqualTo(field.getValue()));
        }
    }

    @ParameterizedTest
    @MethodSource("days")
    void todaysSchemasAcceptTheFilesOfThatDay(Path day) {
        assertEachAccepted(today, Schemas.jsonFiles(day.resolve("golden")));
    }

    @ParameterizedTest
    @MethodSource("days")
    void theSchemasOfThatDayAcceptTodaysFiles(Path day) throws IOException {
        var schemas = Schemas.in(day.resolve("schemas"));
        for (var type : schemas.types()) {
            assertEachAccepted(schemas, Map.of(type, RecordJson.golden(type)));
        }
    }

    @ParameterizedTest
    @MethodSource("days")
    void noSchemaOfThatDayWasBrokenSince(Path day) {
        var schemas = Schemas.in(day.resolve("schemas"));

        assertThat(schemas.types().stream().flatMap(type -> SchemaChanges.breaking(schemas, today, type).stream()))
                .isEmpty();
    }

    @Test
    void aBeatWithoutTheFieldLeavingIsOneOfANodeThatStays() throws IOException {
        var beats = Schemas.jsonFiles(EARLIER.resolve("2026-11-21.1").resolve("golden"));
        var beat = (Beat) RecordJson.read("io.infrabot.node.beat.v1", beats.get("io.infrabot.node.beat.v1"));

        assertThat(beat.leaving()).isFalse();
        assertThat(beat.runs()).hasSize(1);
    }

    @Test
    void anAddedFieldThatMayBeAbsentBreaksNobody(@TempDir Path folder) throws IOException {
        var changed =
                changed(folder, (schema, fields) -> fields.putObject("host").put("type", "string"));

        assertThat(SchemaChanges.breaking(today, changed, STARTED)).isEmpty();
    }

    @Test
    void aChangeThatBreaksSomebodyIsFound(@TempDir Path folder) throws IOException {
        var changed = changed(folder, (schema, fields) -> {
            fields.remove("run");
            fields.putObject("attempt").put("type", "string");
            schema.putArray("required").add("host");
        });

        assertThat(SchemaChanges.breaking(today, changed, STARTED))
                .anyMatch(line -> line.contains(".run is gone"))
                .anyMatch(line -> line.contains(".attempt: type was \"integer\" and is \"string\""))
                .anyMatch(line -> line.contains(": required was"));
    }

    @Test
    void anEnumMayGrowButNotShrink(@TempDir Path folder) throws IOException {
        var type = "io.infrabot.session.status-changed.v1";
        var values = today.resolved(today.document(type).path("properties").path("status"));
        var fewer = changed(
                folder,
                type,
                (schema, fields) -> fields.putObject("status")
                        .put("type", "string")
                        .putArray("enum")
                        .add(values.path("enum").path(0)));

        assertThat(SchemaChanges.breaking(today, fewer, type))
                .singleElement(STRING)
                .contains("enum");
        assertThat(SchemaChanges.breaking(fewer, today, type)).isEmpty();
    }

    @Test
    void aBoundMayBeSaidOfARequestButNeverOfAFact(@TempDir Path folder) throws IOException {
        BiConsumer<ObjectNode, ObjectNode> bounded = (schema, fields) ->
                fields.putObject("reason").put("type", "string").put("maxLength", 1_000);
        BiConsumer<ObjectNode, ObjectNode> free =
                (schema, fields) -> fields.putObject("reason").put("type", "string");
        for (var type :
                List.of("io.infrabot.request.operation-cancel.v1", "io.infrabot.session.operation-declined.v1")) {
            var before = changed(Files.createDirectories(folder.resolve(type + "/free")), type, free);
            var after = changed(Files.createDirectories(folder.resolve(type + "/bounded")), type, bounded);

            assertThat(SchemaChanges.breaking(before, after, type).isEmpty()).isEqualTo(type.contains("request"));
            assertThat(SchemaChanges.breaking(after, before, type)).isNotEmpty();
        }
    }

    private Schemas changed(Path folder, BiConsumer<ObjectNode, ObjectNode> change) throws IOException {
        return changed(folder, STARTED, change);
    }

    /** Today's schemas but for one, which is given to {@code change} with its fields. */
    private Schemas changed(Path folder, String type, BiConsumer<ObjectNode, ObjectNode> change) throws IOException {
        ObjectNode schema = today.document(type).deepCopy();
        change.accept(schema, (ObjectNode) schema.path("properties"));
        for (var name : List.of("values", type)) {
            var document = name.equals(type) ? schema : today.document(name);
            Files.writeString(folder.resolve(name + ".json"), document.toString());
        }
        return Schemas.in(folder);
    }

    private static void assertEachAccepted(Schemas schemas, Map<String, JsonNode> files) {
        files.forEach(
                (type, json) -> assertThat(schemas.errors(type, json)).as(type).isEmpty());
    }
}
