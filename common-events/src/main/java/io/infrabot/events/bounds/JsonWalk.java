package io.infrabot.events.bounds;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Goes once over free JSON and counts. Not deeper than its bounds, so that depth costs no stack. */
final class JsonWalk {

    private static final BigInteger TOO_LONG = BigInteger.TEN.pow(JsonBounds.MAX_DIGITS);
    private static final int MAX_SCALE = 400;
    private static final int SHOWN = 64;

    private final JsonBounds bounds;
    private int values;
    private long bytes;
    private @Nullable Violation found;

    JsonWalk(JsonBounds bounds) {
        this.bounds = bounds;
    }

    Optional<Violation> over(String path, @Nullable Object value) {
        visit(path, value, 0);
        if (found == null && bytes > bounds.heaviest()) {
            found = Violation.tooMuch(
                    path, "may have %d bytes as JSON, but has %d".formatted(bounds.heaviest(), bytes));
        }
        return Optional.ofNullable(found);
    }

    private void visit(String path, @Nullable Object value, int depth) {
        values++;
        if (values > bounds.most()) {
            found = Violation.tooMuch(path, "is one value too many: there may be " + bounds.most());
            return;
        }
        switch (value) {
            case null -> bytes += 4;
            case Map<?, ?> map -> fields(path, map, depth + 1);
            case Collection<?> list -> elements(path, list, depth + 1);
            case String text -> text(path, text, bounds.texts());
            case Boolean truth -> bytes += truth ? 4 : 5;
            case Number number -> number(path, number);
            default -> found = new Violation(path, "is no JSON value");
        }
    }

    private boolean isTooDeep(String path, int depth) {
        if (depth > bounds.deepest()) {
            found = Violation.tooMuch(path, "lies too deep: there may be " + bounds.deepest() + " levels");
        }
        return depth > bounds.deepest();
    }

    private void fields(String path, Map<?, ?> map, int depth) {
        if (isTooDeep(path, depth)) {
            return;
        }
        bytes += 2 + Math.max(0, map.size() - 1) + map.size();
        for (var entry : map.entrySet()) {
            var key = String.valueOf(entry.getKey());
            var at = path + "." + TextBounds.shown(key, SHOWN);
            text(at, key, bounds.names());
            if (found == null) {
                visit(at, entry.getValue(), depth);
            }
            if (found != null) {
                return;
            }
        }
    }

    private void elements(String path, Collection<?> list, int depth) {
        if (isTooDeep(path, depth)) {
            return;
        }
        bytes += 2 + Math.max(0, list.size() - 1);
        var index = 0;
        for (var element : list) {
            visit(path + "[" + index++ + "]", element, depth);
            if (found != null) {
                return;
            }
        }
    }

    private void text(String path, String text, TextBounds allowed) {
        var complaint = allowed.complaintAbout(text);
        if (complaint != null) {
            found = new Violation(path, complaint);
        }
        bytes += 2;
        for (int i = 0; i < text.length(); i++) {
            bytes += weightOf(text.charAt(i));
        }
    }

    /** In UTF-8, with the writer's escapes; half of a surrogate pair is half of four bytes. */
    private static int weightOf(char c) {
        if (c < 0x80) {
            return switch (c) {
                case '"', '\\', '\n', '\r', '\t', '\b', '\f' -> 2;
                default -> c < ' ' ? 6 : 1;
            };
        }
        return c < 0x800 ? 2 : Character.isSurrogate(c) ? 2 : 3;
    }

    private void number(String path, Number number) {
        var complaint = complaintAbout(number);
        if (complaint == null) {
            bytes += number.toString().length();
        } else {
            found = new Violation(path, complaint);
        }
    }

    private static @Nullable String complaintAbout(Number number) {
        var tooLong = "may have " + JsonBounds.MAX_DIGITS + " digits";
        return switch (number) {
            case Double d -> Double.isFinite(d) ? null : "must be a number that a double can hold";
            case Float f -> Float.isFinite(f) ? null : "must be a number that a double can hold";
            case BigInteger whole -> whole.abs().compareTo(TOO_LONG) < 0 ? null : tooLong;
            case BigDecimal decimal ->
                decimal.precision() <= JsonBounds.MAX_DIGITS && Math.abs(decimal.scale()) <= MAX_SCALE ? null : tooLong;
            default -> null;
        };
    }
}
