package io.infrabot.session.routing;

import com.fasterxml.jackson.core.JsonToken;
import io.infrabot.events.OperationId;
import io.infrabot.events.SessionId;
import io.infrabot.wire.Json;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which session a call concerns, as far as its owner must be found. Where that cannot be told, the call is malformed or
 * concerns no single session, and any instance answers it.
 */
final class RequestedSession {

    private RequestedSession() {}

    /** The session of that id, or of the operation of that id. */
    static Optional<SessionId> sessionIn(@Nullable String id) {
        try {
            return Optional.ofNullable(id)
                    .map(text -> text.indexOf('.') < 0 ? new SessionId(text) : new OperationId(text).session());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The session that the body names. */
    static Optional<SessionId> sessionInBody(byte @Nullable [] body) {
        return field(body, "sessionId").flatMap(RequestedSession::sessionIn);
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
}
