package io.infrabot.session.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** Adds to a schema what another says of the same thing: words and bounds, never another form. */
final class Bounds {

    /** The form is what the code says. */
    private static final Set<String> FORM = Set.of("type", "title", "required", "properties", "$schema", "$id");

    private static final Set<String> NESTED = Set.of("items", "additionalProperties");

    private Bounds() {}

    static ObjectNode merge(ObjectNode schema, JsonNode more) {
        more.properties().forEach(entry -> {
            var key = entry.getKey();
            var value = entry.getValue();
            if (schema.get(key) instanceof ObjectNode inner && value.isObject() && NESTED.contains(key)) {
                merge(inner, value);
            } else if (isTaken(schema, key)) {
                schema.set(key, value);
            }
        });
        if (more.has("$ref")) {
            schema.remove("type");
        }
        return schema;
    }

    /** Beside a reference only words stand: the bounds are those of what it refers to. */
    private static boolean isTaken(ObjectNode schema, String key) {
        if (schema.has("$ref")) {
            return key.equals("description");
        }
        return !FORM.contains(key)
                && !NESTED.contains(key)
                && !(key.equals("propertyNames") && schema.has("properties"));
    }
}
