package io.infrabot.session.endpoint;

import io.infrabot.session.problem.Problem;
import io.vertx.core.MultiMap;
import java.util.Optional;
import java.util.regex.Pattern;

/** The Idempotency-Key of a call. What cannot be one is refused: taken as none, a repeat would be done twice. */
public final class IdempotencyKeys {

    /** The name of the header. */
    public static final String HEADER = "Idempotency-Key";

    private static final Pattern KEY = Pattern.compile("[!-~]([ -~]{0,253}[!-~])?");

    private IdempotencyKeys() {}

    /** What is wrong with the key of a call, if it has one. */
    public static Optional<Problem> complaintAbout(MultiMap headers) {
        var keys = headers.getAll(HEADER);
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        if (keys.size() > 1) {
            return Optional.of(Problem.ofField(HEADER, "must not be given twice"));
        }
        return isKey(keys.getFirst())
                ? Optional.empty()
                : Optional.of(
                        Problem.ofField(HEADER, "must be 1 to 255 printable characters of ASCII, the first no blank"));
    }

    static boolean isKey(String text) {
        return KEY.matcher(text).matches();
    }
}
