package io.infrabot.session.edge;

import io.infrabot.session.problem.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads query strings as strictly as bodies are read: a parameter that a route does not know, or has twice, is a mistake
 * that would otherwise answer another question than was asked.
 */
final class Query {

    private static final int MOST_PARAMETERS = 50;
    /** What is told of a name that a caller has made up. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    private static final Pattern BAD_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private Query() {}

    /**
     * What is wrong with a query.
     *
     * @param parameters those that are known, and whether each may repeat
     */
    static Optional<Problem> complaintAbout(@Nullable String query, Map<String, Boolean> parameters) {
        if (query == null || query.isEmpty()) {
            return Optional.empty();
        }
        // some readers take it for an ampersand
        if (query.indexOf(';') >= 0) {
            return Optional.of(Problem.invalid("the query has a ';' that is not escaped"));
        }
        var pairs = query.split("&", -1);
        if (pairs.length > MOST_PARAMETERS) {
            return Optional.of(Problem.invalid("the query has more than " + MOST_PARAMETERS + " parameters"));
        }
        var seen = new HashMap<String, String>();
        for (var pair : pairs) {
            var complaint = complaintAboutPair(pair.split("=", 2), parameters, seen);
            if (complaint.isPresent()) {
                return complaint;
            }
        }
        return Optional.empty();
    }

    private static Optional<Problem> complaintAboutPair(
            String[] pair, Map<String, Boolean> parameters, Map<String, String> seen) {
        var name = decoded(pair[0]);
        if (name == null) {
            return Optional.of(Problem.invalid("the query has a name that cannot be read"));
        }
        var mayRepeat = parameters.get(name);
        if (mayRepeat == null) {
            return Optional.of(wrong(name, "is no parameter of this route"));
        }
        var value = pair.length == 1 ? "" : decoded(pair[1]);
        if (value == null) {
            return Optional.of(wrong(name, "has a bad escape, or is no text in UTF-8"));
        }
        if (value.isBlank() || value.chars().anyMatch(Character::isISOControl)) {
            return Optional.of(wrong(name, "must not be empty, and has no control characters"));
        }
        return seen.put(name, value) != null && !mayRepeat
                ? Optional.of(wrong(name, "must not be given twice"))
                : Optional.empty();
    }

    /** Whether every per cent sign begins an escape. */
    static boolean hasGoodEscapes(String text) {
        return !BAD_ESCAPE.matcher(text).find();
    }

    /** The text that {@code escaped} stands for; null where that is none in UTF-8. */
    static @Nullable String decoded(String escaped) {
        if (!hasGoodEscapes(escaped)) {
            return null;
        }
        var bytes = ByteBuffer.allocate(escaped.length());
        for (int i = 0; i < escaped.length(); i++) {
            var next = escaped.charAt(i);
            if (next == '%') {
                bytes.put((byte) HexFormat.fromHexDigits(escaped, i + 1, i + 3));
                i += 2;
            } else if (next > '~') {
                return null;
            } else {
                bytes.put((byte) (next == '+' ? ' ' : next));
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static Problem wrong(String name, String message) {
        var shown = NAME.matcher(name).matches() ? name : "a parameter";
        return Problem.ofField(shown, message);
    }
}
