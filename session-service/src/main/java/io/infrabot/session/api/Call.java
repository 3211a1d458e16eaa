package io.infrabot.session.api;

import com.fasterxml.jackson.core.JsonToken;
import io.infrabot.events.OperationId;
import io.infrabot.events.SessionId;
import io.infrabot.wire.Json;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which session a call concerns, as far as its owner must be found. Where that cannot be told, the call is malformed or
 * concerns no single session, and any instance answers it.
 */
final class Call {

    private static final Pattern BY_PATH =
            Pattern.compile("/api/v1/(?:sessions|operations|docker/operations)/([^/]+)(/[^/]+)?/?");
    private static final Pattern BY_BODY = Pattern.compile("/api/v1/(?:docker|tools)/[^/]+/?");
    private static final Pattern OPENING = Pattern.compile("/api/v1/sessions/?");
    private static final String STATUS = "/api/v1/docker/status";

    private Call() {}

    /** Whether it follows live: what is told must not come from a copy, which would fall silent. */
    static boolean isStream(String path) {
        var named = BY_PATH.matcher(path);
        return named.matches() && "/events".equals(named.group(2));
    }

    /** Whether it opens a session, whose id follows from team and Idempotency-Key. */
    static boolean isOpening(boolean post, String path) {
        return post && OPENING.matcher(path).matches();
    }

    /** Whether the session stands in the body. */
    static boolean isByBody(boolean post, String path) {
        return post && BY_BODY.matcher(path).matches();
    }

    /** The session that path or query name. */
    static Optional<SessionId> sessionIn(String path, @Nullable String operationQuery, @Nullable String sessionQuery) {
        var named = BY_PATH.matcher(path);
        if (named.matches()) {
            return read(named.group(1));
        }
        if (path.equals(STATUS)) {
            return read(operationQuery == null ? sessionQuery : operationQuery);
        }
        return Optional.empty();
    }

    /** The session that the body names. */
    static Optional<SessionId> sessionIn(byte @Nullable [] body) {
        return field(body, "sessionId").flatMap(Call::read);
    }

    /** The text of a top field of a JSON object; nothing is said of the rest of it. */
    static Optional<String> field(byte @Nullable [] body, String name) {
        if (body == null) {
            return Optional.empty();
        }
        try (var json = Json.tolerant().createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                var wanted = json.currentName().equals(name);
                if (json.nextToken() == JsonToken.VALUE_STRING && wanted) {
                    return Optional.of(json.getText());
                }
                json.skipChildren();
            }
        } catch (IOException e) {
            // whoever reads the whole of it says what is wrong
        }
        return Optional.empty();
    }

    private static Optional<SessionId> read(@Nullable String id) {
        try {
            return Optional.ofNullable(id)
                    .map(text -> text.indexOf('.') < 0 ? new SessionId(text) : new OperationId(text).session());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
