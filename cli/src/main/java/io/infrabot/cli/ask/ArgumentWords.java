package io.infrabot.cli.ask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.infrabot.cli.rest.Json;
import io.infrabot.cli.rest.Rest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * From words on the command line to the arguments of an operation: by place ({@code docker.tag SOURCE TARGET}), by name
 * ({@code policy=Always}), or by name within a name ({@code buildArgs.VERSION=2}). A tool's values are JSON where they
 * read as such; a Docker operation's are texts.
 */
public final class ArgumentWords {

    private static final String TOOL = "tool.";
    private static final Pattern NAMED = Pattern.compile("([A-Za-z][A-Za-z0-9_]*)(?:\\.([^=]+))?=(.*)", Pattern.DOTALL);

    /** In the order in which people would say them. */
    private static final Map<String, List<String>> PLACES = Map.of(
            "docker.pull", List.of("image", "policy", "platform"),
            "docker.push", List.of("image"),
            "docker.tag", List.of("source", "target"),
            "docker.build", List.of("context", "tag", "dockerfile"));

    private ArgumentWords() {}

    /** A word that has no place or no name. */
    public static final class Misused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public Misused(String message) {
            super(message);
        }
    }

    /** Where an operation of {@code type} is asked for. */
    public static String pathOf(String type) {
        if (type.startsWith("docker.") && type.length() > "docker.".length()) {
            return "/docker/" + Rest.escaped(type.substring("docker.".length()));
        }
        if (type.startsWith(TOOL) && type.length() > TOOL.length()) {
            return "/tools/" + Rest.escaped(type.substring(TOOL.length()));
        }
        throw new Misused("TYPE is docker.<operation> or tool.<name>, but is '" + type + "'");
    }

    /** The body that asks for an operation of {@code type}, still without a session. */
    public static ObjectNode bodyOf(String type, List<String> words, Path workingDirectory) {
        var arguments = Json.object();
        int place = 0;
        for (var word : words) {
            var named = NAMED.matcher(word);
            if (named.matches()) {
                put(arguments, named.group(1), named.group(2), valueOf(type, named.group(3)));
            } else {
                put(arguments, placeOf(type, place++, word), null, TextNode.valueOf(word));
            }
        }
        makeAbsolute(arguments, type, workingDirectory);
        return type.startsWith(TOOL) ? Json.object().set("arguments", arguments) : arguments;
    }

    /** The field that says where an operation of {@code type} runs: a tag's {@code target} is the new name. */
    public static String placementField(String type) {
        return type.equals("docker.tag") ? "placement" : "target";
    }

    /** From {@code all}, {@code any}, {@code zone=a,disk=ssd} or a node's id to a target. */
    public static ObjectNode targetOf(String where) {
        if (where.equals("all") || where.equals("any")) {
            return Json.object().put("kind", where);
        }
        if (!where.contains("=")) {
            return Json.object().put("kind", "node").put("node", where);
        }
        var target = Json.object().put("kind", "labels");
        for (var label : where.split(",", -1)) {
            var pair = label.split("=", 2);
            if (pair.length < 2 || pair[0].isBlank()) {
                throw new Misused("labels are NAME=VALUE with commas between, but got '" + where + "'");
            }
            target.withObjectProperty("labels").put(pair[0], pair[1]);
        }
        return target;
    }

    private static String placeOf(String type, int place, String word) {
        var places = PLACES.getOrDefault(type, List.of());
        if (place < places.size()) {
            return places.get(place);
        }
        throw new Misused(
                places.isEmpty()
                        ? type + " takes NAME=VALUE, but got '" + word + "'"
                        : type + " takes " + String.join(", ", places) + ", and no '" + word + "'");
    }

    private static void put(ObjectNode arguments, String name, @Nullable String inner, JsonNode value) {
        if (inner == null
                ? arguments.has(name)
                : arguments.has(name) && !arguments.path(name).isObject()) {
            throw new Misused("'" + name + "' is given twice");
        }
        if (inner == null) {
            arguments.set(name, value);
        } else {
            arguments.withObjectProperty(name).set(inner, value);
        }
    }

    private static JsonNode valueOf(String type, String text) {
        if (!type.startsWith(TOOL)) {
            return TextNode.valueOf(text);
        }
        var json = Json.read(text);
        return json.isMissingNode() || text.isBlank() ? TextNode.valueOf(text) : json;
    }

    /** The node does not stand where this shell does. */
    private static void makeAbsolute(ObjectNode arguments, String type, Path workingDirectory) {
        var context = arguments.path("context");
        if (type.equals("docker.build") && context.isTextual()) {
            arguments.put(
                    "context",
                    workingDirectory.resolve(context.asText()).normalize().toString());
        }
    }
}
