package io.infrabot.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds what a reader or a writer of yesterday would not survive. A field may be added, an enum may grow; no more. */
final class SchemaChanges {

    /** Words that bind a value: none may be set, lifted or changed. */
    private static final List<String> BINDING =
            List.of("type", "format", "pattern", "minimum", "maximum", "minItems", "minLength", "maxLength", "default");

    private final Schemas earlier;
    private final Schemas today;
    private final List<String> found = new ArrayList<>();

    private SchemaChanges(Schemas earlier, Schemas today) {
        this.earlier = earlier;
        this.today = today;
    }

    /** Each change that breaks somebody in a line; none where all is well. */
    static List<String> breaking(Schemas earlier, Schemas today, String type) {
        var changes = new SchemaChanges(earlier, today);
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
        for (var word : BINDING) {
            if (!before.path(word).equals(after.path(word))) {
                found.add("%s: %s was %s and is %s".formatted(path, word, before.path(word), after.path(word)));
            }
        }
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
            if (before.has(inner) || after.has(inner)) {
                compareIfThere(path + "/" + inner, before.path(inner), after.path(inner));
            }
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
