package io.infrabot.session.endpoint;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says on a route where the session stands that its calls concern: its owner answers them (ADR 008). A route that does
 * not say so fails the build, and the service does not start with it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface SessionLocation {

    Session value();

    /** Where a session stands in a call. */
    enum Session {
        /** Nowhere: every instance answers, and the router of sessions never sees the call. */
        NONE,
        /** The first variable of the path is the id of a session, or of one of its operations. */
        IN_PATH,
        /** The query's {@code operationId} or {@code sessionId}; without them the call concerns none. */
        IN_QUERY,
        /** The body's {@code sessionId}. */
        IN_BODY,
        /** It follows from the body's {@code team} and the Idempotency-Key; without a key any new one will do. */
        FROM_KEY
    }
}
