package io.infrabot.session.edge;

import io.infrabot.session.problem.Problem;
import io.vertx.core.MultiMap;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the head of a call says of its body. */
final class BodyHeaders {

    private static final String LENGTH = "Content-Length";
    private static final String TRANSFER = "Transfer-Encoding";

    private BodyHeaders() {}

    /** Whether a body follows. */
    static boolean announceBody(MultiMap headers) {
        return length(headers) > 0 || headers.contains(TRANSFER);
    }

    /** How many bytes it may have: as many as it says, or as are allowed, where it does not say or says too much. */
    static long mostBytes(MultiMap headers) {
        return headers.contains(TRANSFER) ? FrontDoor.MAX_BODY : Math.clamp(length(headers), 0, FrontDoor.MAX_BODY);
    }

    /** What is wrong with it, for a route that takes one. */
    static Optional<Problem> complaintAbout(MultiMap headers) {
        if (length(headers) > FrontDoor.MAX_BODY) {
            return Optional.of(Problem.tooLarge());
        }
        var expected = headers.get("Expect");
        if (expected != null && !expected.equalsIgnoreCase("100-continue")) {
            return Optional.of(Problem.of(417, "EXPECTATION_FAILED", "nothing but 100-continue can be expected here"));
        }
        if (!announceBody(headers)) {
            return Optional.empty();
        }
        if (headers.getAll("Content-Encoding").stream().anyMatch(each -> !each.equalsIgnoreCase("identity"))) {
            return unsupported("the body must come as it is, without a content encoding");
        }
        return isJson(headers.getAll("Content-Type"))
                ? Optional.empty()
                : unsupported("the body must be application/json in UTF-8");
    }

    private static Optional<Problem> unsupported(String detail) {
        return Optional.of(Problem.of(415, "UNSUPPORTED_MEDIA_TYPE", detail));
    }

    private static boolean isJson(List<String> types) {
        if (types.size() != 1) {
            return false;
        }
        var parts = types.getFirst().toLowerCase(Locale.ROOT).split(";", -1);
        return parts[0].strip().equals("application/json")
                && Arrays.stream(parts)
                        .skip(1)
                        .map(String::strip)
                        .filter(each -> each.startsWith("charset"))
                        .allMatch(each -> each.replace("\"", "").equals("charset=utf-8"));
    }

    private static long length(MultiMap headers) {
        var length = headers.get(LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
