package io.infrabot.session.problem;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.infrabot.session.decide.Refusal.FieldError;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says in our own words what is wrong with a body: those of the parser name its classes and ours. */
final class BadJson {

    private static final int MAX_SHOWN = 200;
    private static final Pattern TWICE = Pattern.compile("Duplicate field '([^']{1,64})'.*", Pattern.DOTALL);

    private BadJson() {}

    static Problem problemOf(JsonProcessingException bad) {
        return switch (bad) {
            case StreamConstraintsException _ ->
                Problem.invalid("the body is nested too deep, or a text, a name or a number in it is too long");
            case JsonMappingException mapping -> mapped(mapping);
            case JsonParseException parse -> unreadable(parse);
            default -> Problem.invalid("the body is not JSON as it is needed here");
        };
    }

    private static Problem mapped(JsonMappingException mapping) {
        if (mapping.getCause() instanceof JsonParseException parse) {
            return unreadable(parse);
        }
        if (mapping.getCause() instanceof StreamConstraintsException limit) {
            return problemOf(limit);
        }
        var field = pathOf(mapping);
        var own = ownWords(mapping);
        if (own != null) {
            return field.isEmpty()
                    ? Problem.invalid(own)
                    : Problem.of(400, "REQUEST_INVALID", own, List.of(new FieldError(field, own)));
        }
        var message = messageOf(mapping);
        return field.isEmpty() ? Problem.invalid("the body " + message) : Problem.ofField(field, message);
    }

    private static Problem unreadable(JsonParseException parse) {
        var twice = TWICE.matcher(String.valueOf(parse.getOriginalMessage()));
        if (twice.matches()) {
            return Problem.ofField(twice.group(1), "is given twice");
        }
        var at = parse.getLocation();
        return Problem.invalid(
                at == null
                        ? "the body is not JSON"
                        : "the body is not JSON: line " + at.getLineNr() + ", column " + at.getColumnNr());
    }

    /** What one of our own types says of a value that it does not take; it names what it is about. */
    private static @Nullable String ownWords(JsonMappingException mapping) {
        if (mapping instanceof ValueInstantiationException
                && mapping.getCause() instanceof IllegalArgumentException cause
                && isOurs(cause)) {
            return shortened(String.valueOf(cause.getMessage()));
        }
        return null;
    }

    private static boolean isOurs(Throwable cause) {
        var trace = cause.getStackTrace();
        return trace.length > 0 && trace[0].getClassName().startsWith("io.infrabot.");
    }

    private static String messageOf(JsonMappingException mapping) {
        return switch (mapping) {
            case UnrecognizedPropertyException _ -> "is not a field of this request";
            case MismatchedInputException mismatched
            when mismatched.getTargetType() != null -> "must be " + wanted(mismatched.getTargetType());
            default -> "has the wrong type or form";
        };
    }

    private static String wanted(Class<?> type) {
        if (type.isEnum()) {
            return "one of " + Arrays.toString(type.getEnumConstants());
        }
        if (type == Duration.class) {
            return "a duration as in ISO 8601, such as PT10M";
        }
        if (type == Instant.class) {
            return "a time as in RFC 3339";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a whole number in bounds";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        return Map.class.isAssignableFrom(type) || (type.isRecord() && type.getRecordComponents().length > 1)
                ? "an object"
                : "a text";
    }

    private static String shortened(String text) {
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
    }

    private static String pathOf(JsonMappingException mapping) {
        var path = new StringBuilder();
        for (var step : mapping.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return shortened(path.toString());
    }
}
