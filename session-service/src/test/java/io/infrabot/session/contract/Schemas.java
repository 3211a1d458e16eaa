package io.infrabot.session.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.infrabot.events.SessionState;
import io.infrabot.events.Target;
import io.infrabot.session.nodes.LivenessState;
import io.infrabot.session.rest.Page;
import io.infrabot.session.rest.health.HealthResource;
import io.infrabot.session.submit.Undecided;
import io.infrabot.wire.Json;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes the schemas of our records, each once, and remembers them. */
final class Schemas {

    private static final Map<Class<?>, String> NAMES = Map.of(
            SessionState.class, "Session",
            Target.Kind.class, "TargetKind",
            HealthResource.Level.class, "HealthLevel",
            LivenessState.class, "NodeStatus",
            Undecided.class, "UndecidedSession");

    private static final Map<Class<?>, ObjectNode> SIMPLE = Map.of(
            String.class, object().put("type", "string"),
            boolean.class, object().put("type", "boolean"),
            Boolean.class, object().put("type", "boolean"),
            int.class, object().put("type", "integer").put("format", "int32"),
            Integer.class, object().put("type", "integer").put("format", "int32"),
            long.class, object().put("type", "integer").put("format", "int64"),
            Long.class, object().put("type", "integer").put("format", "int64"),
            double.class, object().put("type", "number").put("format", "double"),
            Instant.class, object().put("type", "string").put("format", "date-time"));

    private final Map<String, ObjectNode> components = new TreeMap<>();
    private final EventSchemas events = new EventSchemas();
    private final Words words;

    Schemas(Words words) {
        this.words = words;
    }

    Map<String, ObjectNode> components() {
        return components;
    }

    /** A schema that is not made from a type of ours. */
    ObjectNode put(String name, ObjectNode schema) {
        components.put(name, schema);
        return ref(name);
    }

    ObjectNode ofAnswer(Class<?> type) {
        return of(type, false);
    }

    /** Each page of a list is of the same form. */
    ObjectNode pageOf(Class<?> item) {
        var name = nameOf(item) + "Page";
        if (!components.containsKey(name)) {
            components.put(name, object());
            components.put(name, record(name, Page.class, ofAnswer(item), false));
        }
        return ref(name);
    }

    /** A body is read strictly: what it does not know, it refuses. */
    ObjectNode ofRequest(Class<?> body, String name) {
        components.put(name, record(name, body, null, true));
        return ref(name);
    }

    boolean isAnyRequired(Class<?> body) {
        return Arrays.stream(body.getRecordComponents()).anyMatch(each -> !isNullable(each));
    }

    private ObjectNode of(Type type, boolean request) {
        if (type instanceof ParameterizedType generic) {
            return ofGeneric(generic, request);
        }
        var raw = (Class<?>) type;
        if (SIMPLE.containsKey(raw)) {
            return SIMPLE.get(raw).deepCopy();
        }
        if (raw == Object.class) {
            return object();
        }
        if (raw == Duration.class) {
            return named("Duration", events.value("duration"));
        }
        return raw.isEnum() ? ofEnum(raw) : ofRecord(raw, request);
    }

    private ObjectNode ofGeneric(ParameterizedType generic, boolean request) {
        var inner = generic.getActualTypeArguments();
        if (generic.getRawType() == List.class) {
            return object().put("type", "array").set("items", of(inner[0], request));
        }
        var map = object().put("type", "object");
        var values = of(inner[1], request);
        if (inner[0] instanceof Class<?> key && key.isEnum()) {
            var properties = map.putObject("properties");
            constantsOf(key).forEach(name -> properties.set(name, values.deepCopy()));
            return map;
        }
        return values.isEmpty() ? map.put("additionalProperties", true) : map.set("additionalProperties", values);
    }

    private ObjectNode ofEnum(Class<?> type) {
        var schema = object().put("type", "string");
        constantsOf(type).forEach(schema.putArray("enum")::add);
        var name = nameOf(type);
        var known = events.value(small(name));
        return named(name, known.has("description") ? schema.set("description", known.get("description")) : schema);
    }

    private ObjectNode ofRecord(Class<?> type, boolean request) {
        if (isOneText(type)) {
            var name = nameOf(type);
            return named(name, events.value(small(name)));
        }
        var name = nameOf(type) + (request ? "Request" : "");
        if (!components.containsKey(name)) {
            components.put(name, object());
            components.put(name, record(name, type, null, request));
        }
        return ref(name);
    }

    private ObjectNode record(String name, Class<?> type, @Nullable ObjectNode item, boolean request) {
        var schema = object().put("type", "object");
        var description = words.text("descriptions", name);
        schema.put("description", description.isEmpty() ? events.description(name) : description);
        var required = schema.putArray("required");
        var properties = schema.putObject("properties");
        for (var each : type.getRecordComponents()) {
            properties.set(each.getName(), property(name, each, item, request));
            if (isAlwaysThere(type, each)) {
                required.add(each.getName());
            }
        }
        if (required.isEmpty()) {
            schema.remove("required");
        }
        if (properties.isEmpty()) {
            schema.remove("properties");
        }
        return request ? schema.put("additionalProperties", false) : schema;
    }

    private ObjectNode property(String schema, RecordComponent component, @Nullable ObjectNode item, boolean request) {
        var field = component.getName();
        var derived = item != null
                        && component.getGenericType() instanceof ParameterizedType list
                        && list.getActualTypeArguments()[0] instanceof TypeVariable<?>
                ? object().put("type", "array").<ObjectNode>set("items", item)
                : of(component.getGenericType(), request);
        var known = derived.has("$ref") ? events.wordsOn(schema, field) : events.field(schema, field);
        return Bounds.merge(Bounds.merge(derived, known), words.of("fields", schema + "." + field));
    }

    private ObjectNode named(String name, ObjectNode schema) {
        var description = words.text("descriptions", name);
        if (!description.isEmpty()) {
            schema.put("description", description);
        }
        components.putIfAbsent(name, schema);
        return ref(name);
    }

    /** What is not nullable is there, unless what is empty is left out. */
    private static boolean isAlwaysThere(Class<?> type, RecordComponent component) {
        var inclusion = type.getAnnotation(JsonInclude.class);
        var emptyIsLeftOut = inclusion != null && inclusion.value() == JsonInclude.Include.NON_EMPTY;
        return !isNullable(component) && !(emptyIsLeftOut && component.getType() == List.class);
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static boolean isOneText(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .anyMatch(each -> each.getAccessor().isAnnotationPresent(JsonValue.class));
    }

    private static List<String> constantsOf(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(each -> ((Enum<?>) each).name())
                .toList();
    }

    private static String small(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    static String nameOf(Class<?> type) {
        return NAMES.getOrDefault(type, type.getSimpleName().replaceFirst("View$", ""));
    }

    static ObjectNode ref(String name) {
        return object().put("$ref", "#/components/schemas/" + name);
    }

    static ObjectNode object() {
        return Json.tolerant().createObjectNode();
    }
}
