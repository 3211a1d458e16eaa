package io.infrabot.session.submit;

import io.infrabot.events.SessionId;

/**
 * The answer to a request that concerns a session, is published, and is not decided yet.
 *
 * @param decided always false
 */
public record Undecided(SessionId sessionId, boolean decided) {

    public static Undecided of(SessionId session) {
        return new Undecided(session, false);
    }
}
