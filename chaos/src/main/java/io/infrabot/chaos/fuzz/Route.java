package io.infrabot.chaos.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * A route of the front door, as its own OpenAPI document names it, so that a new one is called without being named here.
 *
 * @param template the path with its parameters in braces
 */
record Route(String method, String template) {

    private static final Pattern PARAMETER = Pattern.compile("\\{[^}]+}");
    /** No node of this world may be sent away: the rest of the calls would find nobody. */
    private static final String NO_NODE = "nobody-1";

    /** All of them. */
    static List<Route> in(JsonNode openApi) {
        var routes = new ArrayList<Route>();
        openApi.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    if (method.getValue().isObject() && method.getValue().has("responses")) {
                        routes.add(new Route(method.getKey().toUpperCase(java.util.Locale.ROOT), path.getKey()));
                    }
                }));
        return routes;
    }

    boolean takesBody() {
        return method.equals("POST") || method.equals("PUT");
    }

    String path(AcceptedIds known, Random random) {
        return PARAMETER
                .matcher(template)
                .replaceAll(parameter -> java.util.regex.Matcher.quoteReplacement(
                        random.nextInt(10) == 0 ? encoded(RandomText.word(random)) : parameter(known, random)));
    }

    private String parameter(AcceptedIds known, Random random) {
        if (template.contains("/sessions/")) {
            return known.someSession(random);
        }
        if (template.contains("/operations/")) {
            return known.someOperation(random);
        }
        if (template.contains("/tools/")) {
            return random.nextInt(4) == 0 ? "host.facts" : "noop";
        }
        return NO_NODE;
    }

    /** What an honest caller would send, with changes; now and then anything. */
    String body(AcceptedIds known, Random random) {
        return random.nextInt(10) == 0
                ? RandomJson.value(random, 0)
                : RandomJson.changed(fields(known, random), random);
    }

    private Map<String, String> fields(AcceptedIds known, Random random) {
        var fields = new LinkedHashMap<String, String>();
        if (template.endsWith("/sessions")) {
            fields.put("team", "\"fuzz\"");
            maybe(fields, "name", RandomJson.quoted(RandomText.word(random)), random);
            maybe(fields, "labels", "{\"zone\":\"a\"}", random);
            maybe(fields, "metadata", RandomJson.value(random, 0), random);
            maybe(fields, "ttl", "\"PT1H\"", random);
            maybe(fields, "limits", "{\"maxOperations\":50}", random);
        } else if (template.endsWith("/status")) {
            fields.put(
                    "status",
                    List.of("\"ACTIVE\"", "\"PAUSED\"", "\"COMPLETED\"", "\"FAILED\"")
                            .get(random.nextInt(4)));
        } else if (template.endsWith("/cancel")) {
            maybe(fields, "reason", RandomJson.quoted(RandomText.any(random)), random);
        } else if (!template.endsWith("/drain")) {
            operation(fields, known, random);
        }
        return fields;
    }

    private void operation(Map<String, String> fields, AcceptedIds known, Random random) {
        fields.put("sessionId", RandomJson.quoted(known.someSession(random)));
        if (template.contains("/tools/")) {
            maybe(fields, "arguments", "{\"echo\":" + RandomJson.value(random, 0) + "}", random);
        } else {
            var image = "\"127.0.0.1:1/fuzz/" + RandomText.word(random) + ":1\"";
            fields.put(template.endsWith("/tag") ? "source" : template.endsWith("/build") ? "tag" : "image", image);
            maybe(fields, "context", "\"/nowhere\"", random);
            maybe(fields, "target", template.endsWith("/tag") ? image : target(random), random);
        }
        maybe(fields, "placement", target(random), random);
        maybe(fields, "timeout", "\"PT1M\"", random);
    }

    private static String target(Random random) {
        return List.of(
                        "{\"kind\":\"any\"}",
                        "{\"kind\":\"node\",\"node\":\"tool-runner-1\"}",
                        "{}",
                        "{\"kind\":null}",
                        "{\"kind\":\"all\",\"labels\":{\"a\":\"b\"}}",
                        "{\"kind\":\"labels\",\"labels\":{\"a\":\"b\"}}")
                .get(random.nextInt(6));
    }

    private static void maybe(Map<String, String> fields, String name, String value, Random random) {
        if (random.nextInt(4) == 0) {
            fields.put(name, value);
        }
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }
}
