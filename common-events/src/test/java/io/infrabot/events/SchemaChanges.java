package io.infrabot.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds what a reader or a writer of yesterday would not survive. A field may be added, an enum may grow; no more, but
 * for requests: where nothing was said, their schemas may say what is refused anyway. A fact that stands is never refused.
 */
final class SchemaChanges {

    /** Words that bind a value: none may be set, lifted or changed. */
    private static final List<String> BINDING = List.of("type", "format", "default");

    /** Words that bound a value of its type. */
    private static final List<String> BOUNDS = List.of(
            "pattern",
            "minimum",
            "maximum",
            "minItems",
            "maxItems",
            "minLength",
            "maxLength",
            "minProperties",
            "maxProperties");

    private static final String REQUEST = "io.infrabot.request.";

    private final Schemas earlier;
    private final Schemas today;
    private final boolean mayBeBounded;
    private final List<String> found = new ArrayList<>();

    private SchemaChanges(Schemas earlier, Schemas today, boolean mayBeBounded) {
        this.earlier = earlier;
        this.today = today;
        this.mayBeBounded = mayBeBounded;
    }

    /** Each change that breaks somebody in a line; none where all is well. */
    static List<String> breaking(Schemas earlier, Schemas today, String type) {
        var changes = new SchemaChanges(earlier, today, type.startsWith(REQUEST));
        if (today.types().contains(type)) {
            changes.compare(type, earlier.document(type), today.document(type));
        } else {
            changes.found.add(type + " is gone");
        }
        return changes.found;
    }

    private void compare(String path, JsonNode oldSchema, JsonNode newSchema) {
        var before = earlier.resolved(oldSchema);
        var after = today.resolved(newSchema);
        BINDING.forEach(word -> same(path, word, before, after));
        BOUNDS.stream()
                .filter(word -> !mayBeBounded || before.has(word))
                .forEach(word -> same(path, word, before, after));
        if (!texts(before.path("required")).equals(texts(after.path("required")))) {
            found.add("%s: required was %s and is %s".formatted(path, before.path("required"), after.path("required")));
        }
        if (!texts(after.path("enum")).containsAll(texts(before.path("enum")))
                || before.has("enum") != after.has("enum")) {
            found.add("%s: enum was %s and is %s".formatted(path, before.path("enum"), after.path("enum")));
        }
        before.path("properties").properties().forEach(field -> {
            var same = after.path("properties").path(field.getKey());
            compareIfThere(path + "." + field.getKey(), field.getValue(), same);
        });
        for (var inner : List.of("items", "additionalProperties", "propertyNames")) {
            var isNewBound = mayBeBounded && inner.equals("propertyNames") && !before.has(inner);
            if ((before.has(inner) || after.has(inner)) && !isNewBound) {
                compareIfThere(path + "/" + inner, before.path(inner), after.path(inner));
            }
        }
    }

    private void same(String path, String word, JsonNode before, JsonNode after) {
        if (!before.path(word).equals(after.path(word))) {
            found.add("%s: %s was %s and is %s".formatted(path, word, before.path(word), after.path(word)));
        }
    }

    private void compareIfThere(String path, JsonNode before, JsonNode after) {
        if (before.isMissingNode() || after.isMissingNode()) {
            found.add(path + (after.isMissingNode() ? " is gone" : " is new and binds what was free"));
        } else {
            compare(path, before, after);
        }
    }

    private static Set<String> texts(JsonNode array) {
        var texts = new HashSet<String>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }
}
