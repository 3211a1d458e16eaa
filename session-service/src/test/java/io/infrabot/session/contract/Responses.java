package io.infrabot.session.contract;

import static java.util.stream.Collectors.groupingBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.infrabot.session.endpoint.Answer;
import io.infrabot.session.endpoint.Problems;
import io.infrabot.session.endpoint.SendsEvent;
import io.infrabot.session.problem.Problem;
import io.infrabot.session.problem.ProblemCode;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a route answers: its own annotations, and what follows from its form. */
final class Responses {

    private final Map<String, ObjectNode> components = new TreeMap<>();
    private final Map<String, ObjectNode> headers = new TreeMap<>();
    private final Schemas schemas;
    private final Words words;

    Responses(Schemas schemas, Words words) {
        this.schemas = schemas;
        this.words = words;
    }

    Map<String, ObjectNode> components() {
        return components;
    }

    Map<String, ObjectNode> headers() {
        return headers;
    }

    ObjectNode of(Routes.Route route) {
        var responses = Schemas.object();
        route.all(Answer.class).stream()
                .collect(groupingBy(Answer::status, TreeMap::new, Collectors.toList()))
                .forEach((status, answers) -> responses.set(String.valueOf(status), answer(route, answers)));
        if (route.isStream()) {
            responses.set("200", stream(route));
        }
        codesOf(route).stream()
                .collect(groupingBy(ProblemCode::status, TreeMap::new, Collectors.toList()))
                .forEach((status, codes) -> responses.set(String.valueOf(status), problem(codes)));
        return responses;
    }

    /** What no route answers, because none was found: whoever calls may meet it all the same. */
    void addThoseOfNoRoute() {
        Arrays.stream(ProblemCode.values())
                .filter(code -> code.where() == ProblemCode.Where.NO_ROUTE)
                .forEach(code -> problem(List.of(code)));
    }

    private ObjectNode answer(Routes.Route route, List<Answer> answers) {
        var response = Schemas.object()
                .put(
                        "description",
                        words.text("statuses", String.valueOf(answers.getFirst().status())));
        if (answers.stream().anyMatch(Answer::located)) {
            response.withObjectProperty("headers").set("Location", header("Location"));
        }
        if (isOfOneSession(route)) {
            response.withObjectProperty("headers").set("X-InfraBot-Stale", header("X-InfraBot-Stale"));
        }
        var bodies = answers.stream()
                .filter(each -> each.body() != Void.class)
                .map(this::body)
                .toList();
        if (!bodies.isEmpty()) {
            response.putObject("content").putObject(route.mediaType()).set("schema", oneOf(bodies));
        }
        return response;
    }

    private ObjectNode body(Answer answer) {
        if (answer.paged()) {
            return schemas.pageOf(answer.body());
        }
        var body = schemas.ofAnswer(answer.body());
        return answer.named() ? Schemas.object().put("type", "object").set("additionalProperties", body) : body;
    }

    private static ObjectNode oneOf(List<ObjectNode> bodies) {
        if (bodies.size() == 1) {
            return bodies.getFirst();
        }
        var any = Schemas.object();
        // an empty page is a page of either kind
        any.putArray("anyOf").addAll(bodies);
        return any;
    }

    private ObjectNode stream(Routes.Route route) {
        var name = route.named().id().replace("follow", "") + "Frame";
        var frame = Schemas.object().put("description", words.text("descriptions", "Frame"));
        var kinds = frame.putArray("oneOf");
        route.all(SendsEvent.class).forEach(each -> kinds.add(frame(each)));
        var response = Schemas.object().put("description", words.text("statuses", "stream"));
        response.putObject("content").putObject(route.mediaType()).set("schema", schemas.put(name, frame));
        return response;
    }

    private ObjectNode frame(SendsEvent sends) {
        var frame = Schemas.object().put("type", "object");
        var required = frame.putArray("required").add("event").add("data");
        var properties = frame.putObject("properties");
        if (sends.positioned()) {
            required.add("id");
            properties.set("id", words.of("fields", "Frame.id"));
        }
        properties.putObject("event").put("type", "string").put("const", sends.event());
        properties.set("data", schemas.ofAnswer(sends.data()));
        return frame;
    }

    private ObjectNode problem(List<ProblemCode> codes) {
        var name = codes.stream().map(Responses::nameOf).collect(Collectors.joining("Or"));
        var response = Schemas.object()
                .put(
                        "description",
                        codes.stream()
                                .map(code -> "`" + code + "`: " + words.text("problems", code.name()))
                                .collect(Collectors.joining(" ")));
        if (codes.getFirst().status() == 503) {
            response.putObject("headers").set("Retry-After", header("Retry-After"));
        }
        if (codes.contains(ProblemCode.METHOD_NOT_ALLOWED)) {
            response.putObject("headers").set("Allow", header("Allow"));
        }
        var narrowed = Schemas.object();
        var parts = narrowed.putArray("allOf").add(schemas.ofAnswer(Problem.class));
        var narrow = parts.addObject().put("type", "object");
        narrow.putArray("required").add("code");
        var code = narrow.putObject("properties").putObject("code").put("type", "string");
        codes.forEach(each -> code.withArray("enum").add(each.name()));
        response.putObject("content").putObject(Problem.MEDIA_TYPE).set("schema", narrowed);
        components.put(name, response);
        return Schemas.object().put("$ref", "#/components/responses/" + name);
    }

    private ObjectNode header(String name) {
        headers.computeIfAbsent(name, each -> words.of("headers", each));
        return Schemas.object().put("$ref", "#/components/headers/" + name);
    }

    private static Set<ProblemCode> codesOf(Routes.Route route) {
        var codes = EnumSet.noneOf(ProblemCode.class);
        Arrays.stream(ProblemCode.values())
                .filter(code -> isAnswered(code.where(), route))
                .forEach(codes::add);
        route.all(Problems.class).forEach(each -> codes.addAll(List.of(each.value())));
        return codes;
    }

    private static boolean isAnswered(ProblemCode.Where where, Routes.Route route) {
        return switch (where) {
            case EVERY_ROUTE -> true;
            case WITH_BODY -> route.body().isPresent();
            case WITH_KEY -> route.takesKey();
            case STREAM -> route.isStream();
            case AS_NAMED, NO_ROUTE -> false;
        };
    }

    /** Whether it may be answered from a copy: whatever concerns one session and follows nothing live. */
    private static boolean isOfOneSession(Routes.Route route) {
        return Stream.of("/sessions/{id}", "/operations/{id}", "/docker/status").anyMatch(route.path()::contains)
                || route.body().stream()
                        .flatMap(body -> Arrays.stream(body.getRecordComponents()))
                        .anyMatch(component -> component.getName().equals("sessionId"))
                || (route.path().endsWith("/sessions") && route.verb().equals("post"));
    }

    private static String nameOf(ProblemCode code) {
        return Arrays.stream(code.name().split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }
}
