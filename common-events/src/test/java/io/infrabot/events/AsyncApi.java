package io.infrabot.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The document {@code asyncapi.yaml}, as its readers see it. */
final class AsyncApi {

    static final Path FILE = Path.of("src/main/resources/infrabot/asyncapi.yaml");

    private final JsonNode document;

    private AsyncApi(JsonNode document) {
        this.document = document;
    }

    static AsyncApi current() {
        try {
            return new AsyncApi(new YAMLMapper().readTree(Files.readAllBytes(FILE)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode document() {
        return document;
    }

    /** The names of the messages on each topic. */
    Map<String, Set<String>> messagesByTopic() {
        var found = new TreeMap<String, Set<String>>();
        for (var channel : document.path("channels")) {
            var names = new TreeSet<String>();
            channel.path("messages")
                    .forEach(message -> names.add(followed(message).path("name").asText()));
            found.put(channel.path("address").asText(), names);
        }
        return found;
    }

    /** Every reference of the document. */
    Set<String> references() {
        var found = new TreeSet<String>();
        document.findValues("$ref").forEach(reference -> found.add(reference.asText()));
        return found;
    }

    /** Whether {@code reference} leads somewhere, in this document or in a file beside it. */
    boolean leadsSomewhere(String reference) {
        var hash = reference.indexOf('#');
        return hash == 0
                ? !document.at(reference.substring(1)).isMissingNode()
                : Files.isRegularFile(FILE.resolveSibling(reference));
    }

    private JsonNode followed(JsonNode node) {
        return node.has("$ref")
                ? followed(document.at(node.path("$ref").asText().substring(1)))
                : node;
    }
}
