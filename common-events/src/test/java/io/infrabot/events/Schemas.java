package io.infrabot.events;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The schemas of one folder, as a reader in any language finds them. */
final class Schemas {

    static final Path FOLDER = Path.of("src/main/resources/infrabot/schemas");
    static final String BASE = "https://infrabot.io/schemas/";

    private static final String SUFFIX = ".json";
    private static final String VALUES = "values";

    private final Map<String, JsonNode> documents;
    private final SchemaRegistry registry;

    private Schemas(Map<String, JsonNode> documents) {
        this.documents = documents;
        var texts = documents.entrySet().stream()
                .collect(toMap(
                        entry -> BASE + entry.getKey() + SUFFIX,
                        entry -> entry.getValue().toString()));
        var config =
                SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
        registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemas(texts).schemaRegistryConfig(config));
    }

    /** Those of today. */
    static Schemas current() {
        return in(FOLDER);
    }

    static Schemas in(Path folder) {
        return new Schemas(jsonFiles(folder));
    }

    /** Every JSON document of {@code folder} by its name without the ending; none where there is no such folder. */
    static Map<String, JsonNode> jsonFiles(Path folder) {
        var found = new TreeMap<String, JsonNode>();
        if (!Files.isDirectory(folder)) {
            return found;
        }
        try (var files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (var file : files) {
                var name = file.getFileName().toString();
                found.put(
                        name.substring(0, name.length() - SUFFIX.length()),
                        RecordJson.JSON.readTree(Files.readAllBytes(file)));
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The types that have a schema. */
    Set<String> types() {
        var types = new TreeSet<>(documents.keySet());
        types.remove(VALUES);
        return types;
    }

    /** The schema of {@code type}, or the one of the values that all have in common. */
    JsonNode document(String name) {
        return Objects.requireNonNull(documents.get(name), name);
    }

    /** What the schema of {@code type} has against {@code record}. */
    List<Error> errors(String type, JsonNode record) {
        return registry.getSchema(SchemaLocation.of(BASE + type + SUFFIX)).validate(record);
    }

    /** The schema of a value by its name, as {@code sessionId}. */
    List<Error> errorsOfValue(String name, JsonNode value) {
        return registry.getSchema(SchemaLocation.of(BASE + VALUES + SUFFIX + "#/$defs/" + name))
                .validate(value);
    }

    /** {@code schema} with what it refers to put in its place; words beside the reference win. */
    JsonNode resolved(JsonNode schema) {
        if (!schema.has("$ref")) {
            return schema;
        }
        var reference = schema.path("$ref").asText();
        var prefix = VALUES + SUFFIX + "#";
        if (!reference.startsWith(prefix)) {
            throw new AssertionError("a schema refers to values.json only, but here to " + reference);
        }
        var target = document(VALUES).at(reference.substring(prefix.length()));
        if (target.isMissingNode()) {
            throw new AssertionError(reference + " refers to nothing");
        }
        ObjectNode whole = resolved(target).deepCopy();
        schema.properties().forEach(field -> whole.set(field.getKey(), field.getValue()));
        whole.remove("$ref");
        return whole;
    }
}
