package io.infrabot.session.contract;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.infrabot.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The schemas of the records on the topics, as far as the front door shows or takes the same things: what they say of a
 * field in words and bounds holds here too, and is not written twice.
 */
final class EventSchemas {

    private static final String VALUES = "values";
    private static final String PREFIX = "io.infrabot.";

    /** Where the fields of a schema of the contract are described, the first that knows a field first. */
    private static final Map<String, List<String>> SOURCES = Map.ofEntries(
            entry("Session", List.of("session.state.v1")),
            entry("Operation", List.of("request.operation.v1", "operation.started.v1")),
            entry("Progress", List.of("operation.progress.v1")),
            entry("Layer", List.of("operation.progress.v1#/properties/layers/items")),
            entry("Node", List.of("node.beat.v1", "node.registered.v1")),
            entry("Lane", List.of("node.beat.v1#/properties/lanes/additionalProperties")),
            entry("Engine", List.of("node.registered.v1#/properties/engine")),
            entry("Tool", List.of("node.registered.v1#/properties/tools/items")),
            entry("OperationError", List.of("values#/$defs/operationError")),
            entry("SessionLimits", List.of("values#/$defs/sessionLimits")),
            entry("SessionLimitsRequest", List.of("values#/$defs/sessionLimits")),
            entry("TargetRequest", List.of("values#/$defs/target")),
            entry("Usage", List.of("values#/$defs/usage")),
            entry("CreateSessionRequest", List.of("request.session-create.v1")),
            entry("ChangeSessionStatusRequest", List.of("request.session-status.v1")),
            entry("CancelOperationRequest", List.of("request.operation-cancel.v1")),
            entry("PullImageRequest", List.of("request.operation.v1")),
            entry("PushImageRequest", List.of("request.operation.v1")),
            entry("TagImageRequest", List.of("request.operation.v1")),
            entry("BuildImageRequest", List.of("request.operation.v1")),
            entry("RunToolRequest", List.of("request.operation.v1")));

    private final Map<String, JsonNode> documents = new HashMap<>();

    /** A value that records have in common; empty where they have none of that name. */
    ObjectNode value(String name) {
        return inlined(documents
                .computeIfAbsent(VALUES, EventSchemas::read)
                .path("$defs")
                .path(name));
    }

    /** What is said of a field; empty where nothing is. */
    ObjectNode field(String schema, String field) {
        return inlined(find(schema, field));
    }

    /** The words on a field alone, without those on the value that it holds. */
    ObjectNode wordsOn(String schema, String field) {
        var words = Json.tolerant().createObjectNode();
        var description = find(schema, field).path("description");
        return description.isMissingNode() ? words : words.set("description", description);
    }

    private JsonNode find(String schema, String field) {
        return SOURCES.getOrDefault(schema, List.of()).stream()
                .map(source -> at(source).path("properties").path(field))
                .filter(JsonNode::isObject)
                .findFirst()
                .orElseGet(() -> Json.tolerant().createObjectNode());
    }

    /** What is said of the whole; empty where nothing is. */
    String description(String schema) {
        return SOURCES.getOrDefault(schema, List.of()).stream()
                .findFirst()
                .map(source -> at(source).path("description").asText())
                .orElse("");
    }

    private JsonNode at(String place) {
        var parts = place.split("#", 2);
        var document = documents.computeIfAbsent(parts[0], EventSchemas::read);
        var found = parts.length == 1 ? document : document.at(parts[1]);
        if (found.isMissingNode()) {
            throw new AssertionError("there is no schema " + place);
        }
        return found;
    }

    /** With what it refers to in its place, so that it stands alone. */
    private ObjectNode inlined(JsonNode schema) {
        var whole = Json.tolerant().createObjectNode();
        if (schema.has("$ref")) {
            var place = schema.get("$ref").asText().replaceFirst("^values\\.json", VALUES);
            whole.setAll(inlined(at(place)));
        }
        schema.properties().forEach(entry -> {
            if (!entry.getKey().equals("$ref")) {
                whole.set(entry.getKey(), inlinedValue(entry.getValue()));
            }
        });
        return whole;
    }

    private JsonNode inlinedValue(JsonNode value) {
        return switch (value) {
            case ObjectNode object -> inlined(object);
            case ArrayNode array -> {
                var copy = Json.tolerant().createArrayNode();
                array.forEach(each -> copy.add(inlinedValue(each)));
                yield copy;
            }
            default -> value;
        };
    }

    private static JsonNode read(String name) {
        var file = (name.equals(VALUES) ? name : PREFIX + name) + ".json";
        try (var in = EventSchemas.class.getResourceAsStream("/infrabot/schemas/" + file)) {
            return Json.tolerant().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
