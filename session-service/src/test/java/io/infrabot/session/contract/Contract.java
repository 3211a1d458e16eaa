package io.infrabot.session.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.infrabot.events.NodeId;
import io.infrabot.session.problem.ProblemCode;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/** The whole contract as OpenAPI 3.1, derived from routes, records, the schemas of events, and words. */
final class Contract {

    private final Words words = Words.read();
    private final Schemas schemas = new Schemas(words);
    private final Responses responses = new Responses(schemas, words);
    private final Parameters parameters = new Parameters(words);

    private Contract() {}

    static ObjectNode derived() {
        return new Contract().document();
    }

    /** What is described and does not exist. */
    static Set<String> unusedWords() {
        var contract = new Contract();
        var _ = contract.document();
        return contract.words.unused();
    }

    private ObjectNode document() {
        schemas.put("ProblemCode", problemCodes());
        var _ = schemas.ofAnswer(NodeId.class);
        responses.addThoseOfNoRoute();
        var document = Schemas.object().put("openapi", "3.1.0");
        document.set("info", words.of("document", "info"));
        document.putArray("servers").add(words.of("document", "server"));
        // there is no login
        document.putArray("security");
        var tags = document.putArray("tags");
        var paths = document.putObject("paths");
        var used = new TreeSet<String>();
        for (var route : Routes.all()) {
            paths.withObjectProperty(route.path()).set(route.verb(), operation(route));
            used.add(route.tag());
        }
        used.forEach(tag -> tags.addObject().put("name", tag).put("description", words.text("tags", tag)));
        var components = document.putObject("components");
        components.putObject("schemas").setAll(schemas.components());
        components.putObject("parameters").setAll(parameters.components());
        components.putObject("headers").setAll(responses.headers());
        components.putObject("responses").setAll(responses.components());
        return document;
    }

    private ObjectNode operation(Routes.Route route) {
        var named = route.named();
        var operation = Schemas.object().put("operationId", named.id()).put("summary", named.summary());
        var description = words.text("routes", named.id());
        if (!description.isEmpty()) {
            operation.put("description", description);
        }
        operation.putArray("tags").add(route.tag());
        var taken = parameters.of(route);
        if (!taken.isEmpty()) {
            operation.putArray("parameters").addAll(taken);
        }
        route.body().ifPresent(body -> operation.set("requestBody", requestBody(named.id(), body)));
        operation.set("responses", responses.of(route));
        return operation;
    }

    private ObjectNode requestBody(String id, Class<?> body) {
        var schema = schemas.ofRequest(body, Character.toUpperCase(id.charAt(0)) + id.substring(1) + "Request");
        var request = Schemas.object().put("required", schemas.isAnyRequired(body));
        request.putObject("content").putObject("application/json").set("schema", schema);
        return request;
    }

    private static ObjectNode problemCodes() {
        var codes = Schemas.object().put("type", "string");
        Arrays.stream(ProblemCode.values())
                .forEach(code -> codes.withArray("enum").add(code.name()));
        return codes.put("description", "Stable, for machines.");
    }
}
