package io.infrabot.system.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.infrabot.testkit.world.Api;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The routes that a session service itself says it has, so that a new one is tried like all others. */
public record ApiRoutes(List<Route> all) {

    /**
     * One of them.
     *
     * @param template     with variables, such as {@code /api/v1/sessions/{id}}
     * @param query        the parameters that its query may have
     * @param fields       what its body may hold; none where it takes no body
     * @param stream       whether it follows live
     * @param ofOneSession whether its calls concern one session
     */
    public record Route(
            String method,
            String template,
            Set<String> query,
            Set<String> fields,
            boolean stream,
            boolean ofOneSession) {

        /** Whether a body may be sent to it. */
        public boolean takesBody() {
            return method.equals("POST") || method.equals("PUT");
        }

        /** A path of it, where every variable is of a thing that is there. */
        public String path(String session, String operation) {
            return template.replace("{tool}", "noop")
                    .replace("/operations/{id}", "/operations/" + operation)
                    .replace("/nodes/{id}", "/nodes/tool-runner-1")
                    .replaceAll("\\{[^}]+}", session);
        }

        @Override
        public String toString() {
            return method + " " + template;
        }
    }

    public static ApiRoutes of(Api api) {
        var contract = api.get("/q/openapi?format=json").body();
        var routes = new ArrayList<Route>();
        contract.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method ->
                                routes.add(route(contract, method.getKey(), path.getKey(), method.getValue()))));
        assertThat(routes).hasSizeGreaterThan(15);
        return new ApiRoutes(routes);
    }

    public List<String> templates() {
        return all.stream().map(Route::template).distinct().toList();
    }

    private static Route route(JsonNode contract, String verb, String template, JsonNode operation) {
        var query = new TreeSet<String>();
        for (var each : operation.path("parameters")) {
            var parameter = resolved(contract, each);
            if (parameter.path("in").asText().equals("query")) {
                query.add(parameter.path("name").asText());
            }
        }
        var body = resolved(contract, operation.at("/requestBody/content/application~1json/schema"));
        var fields = body.path("properties").properties().stream()
                .map(field -> field.getKey())
                .collect(Collectors.toCollection(TreeSet::new));
        // live streams, and what may be answered from a copy, are of one session (ADR 008); nothing else is
        var stream = operation.at("/responses/200/content").has("text/event-stream");
        var mayBeStale = operation.path("responses").findValue("X-InfraBot-Stale") != null;
        return new Route(verb.toUpperCase(Locale.ROOT), template, query, fields, stream, stream || mayBeStale);
    }

    private static JsonNode resolved(JsonNode contract, JsonNode node) {
        return node.has("$ref") ? contract.at(node.get("$ref").asText().substring(1)) : node;
    }
}
