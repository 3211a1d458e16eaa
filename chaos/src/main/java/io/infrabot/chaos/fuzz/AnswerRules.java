package io.infrabot.chaos.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import io.infrabot.chaos.fuzz.RawHttp.Answer;
import io.infrabot.wire.Json;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What every answer must be, whatever was asked. */
final class AnswerRules {

    /** Names of classes and packages are ours to know, not the caller's (S21). */
    private static final Pattern INNARDS = Pattern.compile(
            "java\\.|jakarta\\.|com\\.fasterxml|io\\.(infrabot|vertx|netty|quarkus)\\.|[a-z]Exception|\\tat ");

    private static final Set<Integer> NO_HTTP = Set.of(501, 505);

    private final Findings findings;
    private final AcceptedIds known;

    AnswerRules(Findings findings, AcceptedIds known) {
        this.findings = findings;
        this.known = known;
    }

    void judge(RandomCall call, Optional<Answer> came) {
        findings.answered(came.map(Answer::status).orElse(0));
        if (came.isEmpty()) {
            if (!call.mayBeNoHttp()) {
                findings.add("no answer: " + route(call), call.wire());
            }
            return;
        }
        var answer = came.get();
        if (answer.status() >= 500 && !(call.mayBeNoHttp() && NO_HTTP.contains(answer.status()))) {
            findings.add(answer.status() + ": " + route(call), call.wire() + " -> " + answer.body());
        } else if (answer.status() >= 400 && !call.hasBodilessAnswer()) {
            judgeProblem(call, answer);
        } else if (answer.status() == 201 || answer.status() == 202) {
            note(answer);
        }
    }

    private void judgeProblem(RandomCall call, Answer answer) {
        if (!answer.header("content-type").startsWith("application/problem+json")) {
            findings.add(
                    "%d is no problem+json but '%s': %s"
                            .formatted(
                                    answer.status(),
                                    answer.header("content-type"),
                                    call.mayBeNoHttp() ? "" : route(call)),
                    call.wire() + " -> " + answer.body());
        }
        // what the caller said himself may be quoted
        var told = INNARDS.matcher(answer.body());
        if (told.find() && !call.wire().contains(told.group())) {
            findings.add("innards shown: " + told.group(), call.wire() + " -> " + answer.body());
        }
    }

    private void note(Answer answer) {
        var body = json(answer.body());
        if (body.path("operationId").isTextual()) {
            known.operation(body.path("operationId").asText());
        } else if (body.path("sessionId").isTextual()) {
            known.session(body.path("sessionId").asText());
        }
    }

    private static JsonNode json(String body) {
        try {
            var tree = Json.tolerant().readTree(body.substring(Math.max(0, body.indexOf('{'))));
            return tree == null ? Json.tolerant().createObjectNode() : tree;
        } catch (IOException e) {
            // an answer in chunks, of which the first number is not JSON, or one that was cut
            return Json.tolerant().createObjectNode();
        }
    }

    private static String route(RandomCall call) {
        return call.what()
                .replaceAll("[0-9a-f-]{36}(\\.[a-z2-7]{12})?", "{id}")
                .replaceAll("x{20,}", "xxx…")
                .replaceAll("(.{80}).*", "$1");
    }
}
