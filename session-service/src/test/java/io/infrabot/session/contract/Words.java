package io.infrabot.session.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.TreeSet;

/** What the code cannot say of the contract: {@code contract/words.yaml}. Knows which of it nobody asked for. */
final class Words {

    private final JsonNode words;
    private final Set<String> unused = new TreeSet<>();

    private Words(JsonNode words) {
        this.words = words;
        words.properties()
                .forEach(section -> section.getValue()
                        .properties()
                        .forEach(entry -> unused.add(section.getKey() + " " + entry.getKey())));
    }

    static Words read() {
        try (var file = Words.class.getResourceAsStream("/contract/words.yaml")) {
            return new Words(new YAMLMapper().readTree(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empty where there is none. */
    ObjectNode of(String section, String name) {
        unused.remove(section + " " + name);
        return words.path(section).path(name) instanceof ObjectNode found
                ? found.deepCopy()
                : JsonNodeFactory.instance.objectNode();
    }

    String text(String section, String name) {
        unused.remove(section + " " + name);
        return words.path(section).path(name).asText();
    }

    boolean has(String section, String name) {
        return words.path(section).has(name);
    }

    /** What stands there for nothing. */
    Set<String> unused() {
        return Set.copyOf(unused);
    }
}
