package io.infrabot.session.problem;

import io.infrabot.events.OperationId;
import io.infrabot.events.SessionId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads the parts of requests that routes have in common; what is wrong with one is a {@link RefusedRequest}. */
public final class RequestFields {

    private RequestFields() {}

    /** The body, which must be there. */
    public static <T> T required(@Nullable T body) {
        if (body == null) {
            throw new RefusedRequest(Problem.invalid("the request needs a JSON body"));
        }
        return body;
    }

    /** The value of a field, which must be there. */
    public static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw wrong(field, "is required");
        }
        return value;
    }

    /** An id that is no UUID names no session. */
    public static SessionId sessionId(String text) {
        try {
            return new SessionId(text);
        } catch (IllegalArgumentException e) {
            throw new RefusedRequest(Problem.of(404, "SESSION_NOT_FOUND", "there is no such session"));
        }
    }

    /** An id that is none names no operation. */
    public static OperationId operationId(String text) {
        try {
            return new OperationId(text);
        } catch (IllegalArgumentException e) {
            throw new RefusedRequest(Problem.of(404, "OPERATION_NOT_FOUND", "there is no such operation"));
        }
    }

    /** A point in time as RFC 3339 writes it. */
    public static Instant instant(String field, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw wrong(field, "must be a time as in RFC 3339");
        }
    }

    /** One of the names of {@code type}, in capitals. */
    public static <E extends Enum<E>> E enumOf(Class<E> type, String field, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> each.name().equals(text))
                .findFirst()
                .orElseThrow(() -> wrong(field, "must be one of " + Arrays.toString(type.getEnumConstants())));
    }

    /** What is wrong with one field, parameter or header: 400. */
    public static RefusedRequest wrong(String field, String message) {
        return new RefusedRequest(Problem.ofField(field, message));
    }
}
