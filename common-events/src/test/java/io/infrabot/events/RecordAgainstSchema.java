package io.infrabot.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Holds a schema against the record it describes. A field is asked for unless it is {@link Nullable}, or is of a later
 * day than its record: then {@link JsonProperty#defaultValue} says what its absence means.
 */
final class RecordAgainstSchema {

    private final Schemas schemas;
    private final List<String> differences = new ArrayList<>();

    private RecordAgainstSchema(Schemas schemas) {
        this.schemas = schemas;
    }

    /** Each difference in a line; none where both say the same. */
    static List<String> differences(Schemas schemas, JsonNode schema, Class<?> record) {
        var comparison = new RecordAgainstSchema(schemas);
        comparison.compare(record.getSimpleName(), schema, record);
        return comparison.differences;
    }

    private void compare(String path, JsonNode given, Type type) {
        var schema = schemas.resolved(given);
        switch (type) {
            case ParameterizedType generic -> compareGeneric(path, schema, generic);
            case Class<?> plain
            when plain == Instant.class -> {
                same(path + " type", "string", text(schema, "type"));
                same(path + " format", "date-time", text(schema, "format"));
            }
            case Class<?> plain
            when plain == Duration.class || isOneText(plain) -> {
                same(path + " type", "string", text(schema, "type"));
                same(path + " has a pattern", true, schema.has("pattern"));
            }
            case Class<?> plain when plain.isRecord() -> compareRecord(path, schema, plain);
            case Class<?> plain
            when plain.isEnum() -> {
                same(path + " type", "string", text(schema, "type"));
                same(path + " values", namesOf(plain), texts(schema.path("enum")));
            }
            case Class<?> plain -> same(path + " type", jsonTypeOf(plain), text(schema, "type"));
            default -> throw new IllegalArgumentException(path + " is of a kind that no record has: " + type);
        }
    }

    private void compareRecord(String path, JsonNode schema, Class<?> type) {
        var components = type.getRecordComponents();
        var names = Arrays.stream(components).map(RecordComponent::getName).toList();
        var required = Arrays.stream(components)
                .filter(component -> !mayBeAbsent(component))
                .map(RecordComponent::getName)
                .toList();
        same(path + " type", "object", text(schema, "type"));
        same(path + " fields", new TreeSet<>(names), fieldsOf(schema.path("properties")));
        same(path + " required", new TreeSet<>(required), texts(schema.path("required")));
        same(path + " allows other fields", false, schema.has("additionalProperties"));
        for (var component : components) {
            var field = schema.path("properties").path(component.getName());
            var at = path + "." + component.getName();
            if (!field.isMissingNode()) {
                compare(at, field, component.getGenericType());
                same(
                        at + " default",
                        defaultOf(component),
                        field.path("default").asText());
            }
        }
    }

    private void compareGeneric(String path, JsonNode schema, ParameterizedType type) {
        var arguments = type.getActualTypeArguments();
        if (type.getRawType() == List.class) {
            same(path + " type", "array", text(schema, "type"));
            compare(path + "[]", schema.path("items"), arguments[0]);
            return;
        }
        same(path + " type", "object", text(schema, "type"));
        if (arguments[1] == Object.class) {
            same(path + " says nothing of its values", false, schema.has("additionalProperties"));
        } else {
            compare(path + "{}", schema.path("additionalProperties"), arguments[1]);
        }
        if (arguments[0] instanceof Class<?> key && key.isEnum()) {
            same(
                    path + " names",
                    namesOf(key),
                    texts(schema.path("propertyNames").path("enum")));
        }
    }

    private void same(String what, @Nullable Object inRecord, @Nullable Object inSchema) {
        if (!Objects.equals(inRecord, inSchema)) {
            differences.add("%s: %s in the record, %s in the schema".formatted(what, inRecord, inSchema));
        }
    }

    private static boolean mayBeAbsent(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                || !defaultOf(component).isEmpty();
    }

    private static String defaultOf(RecordComponent component) {
        var property = component.getAccessor().getAnnotation(JsonProperty.class);
        return property == null ? "" : property.defaultValue();
    }

    /** Whether it is written as a text although it is a record. */
    private static boolean isOneText(Class<?> type) {
        return type.isRecord()
                && Arrays.stream(type.getRecordComponents())
                        .anyMatch(component -> component.getAccessor().isAnnotationPresent(JsonValue.class));
    }

    private static String jsonTypeOf(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "String" -> "string";
            case "int", "long", "Integer", "Long" -> "integer";
            case "double" -> "number";
            case "boolean" -> "boolean";
            default -> throw new IllegalArgumentException("no field of a record is a " + type);
        };
    }

    private static Set<String> namesOf(Class<?> type) {
        return new TreeSet<>(
                Arrays.stream(type.getEnumConstants()).map(Object::toString).toList());
    }

    private static String text(JsonNode schema, String field) {
        return schema.path(field).asText();
    }

    private static Set<String> fieldsOf(JsonNode object) {
        return new TreeSet<>(object.properties().stream().map(Map.Entry::getKey).toList());
    }

    private static Set<String> texts(JsonNode array) {
        return new TreeSet<>(StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList());
    }
}
