package io.infrabot.session.problem;

import io.infrabot.events.Request;
import io.infrabot.events.Request.RunOperation;
import io.infrabot.events.bounds.TextBounds;
import io.infrabot.events.bounds.Violation;
import io.infrabot.session.decide.Refusal;
import io.infrabot.session.decide.Refusal.FieldError;
import java.util.List;

/**
 * Names what is wrong as it stands in the caller's body: a record is made of that, and has the same parts in other
 * places.
 */
public final class FieldPaths {

    private static final String DOCKER = "docker.";
    private static final String ARGUMENTS = "arguments.";
    private static final int MAX_ERRORS = 20;
    private static final int MAX_PATH = 200;

    private FieldPaths() {}

    /** A request that nobody could decide. */
    public static Problem problemOf(Request request, List<Violation> violations) {
        return Problem.ofFields(violations.stream()
                .limit(MAX_ERRORS)
                .map(each -> new FieldError(inBody(request, each.field()), each.message()))
                .toList());
    }

    /** A refusal of the writer's, which knows records only. */
    public static Refusal inBody(Request request, Refusal refusal) {
        return new Refusal(
                refusal.code(),
                refusal.detail(),
                refusal.errors().stream()
                        .map(each -> new FieldError(inBody(request, each.field()), each.message()))
                        .toList());
    }

    private static String inBody(Request request, String path) {
        var there = request instanceof RunOperation run ? ofOperation(run.type(), path) : path;
        return TextBounds.shown(there, MAX_PATH);
    }

    private static String ofOperation(String type, String path) {
        if (!type.startsWith(DOCKER)) {
            return path.equals("type") ? "tool" : path;
        }
        if (path.startsWith(ARGUMENTS)) {
            return path.substring(ARGUMENTS.length());
        }
        // the body of a tag has its new name under 'target'
        return type.equals("docker.tag") && (path.equals("target") || path.startsWith("target."))
                ? "placement" + path.substring("target".length())
                : path;
    }
}
