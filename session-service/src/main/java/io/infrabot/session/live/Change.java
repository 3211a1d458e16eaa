package io.infrabot.session.live;

import io.infrabot.events.Progress;
import io.infrabot.events.SessionEvent;
import io.infrabot.events.SessionId;
import io.infrabot.session.ledger.Operation;
import io.infrabot.session.ledger.Session;
import org.jspecify.annotations.Nullable;

/** Something that a reader of a live stream may want to know. */
public sealed interface Change {

    SessionId sessionId();

    /**
     * A fact that counted.
     *
     * @param position offset in the history
     * @param operation where the operation stands after it, if it is about one
     */
    record Folded(
            long position,
            SessionEvent fact,
            Session session,
            @Nullable Operation operation) implements Change {
        @Override
        public SessionId sessionId() {
            return session.id();
        }
    }

    /**
     * An operation has come further.
     *
     * @param version up to which the session's history was folded when this was taken for news
     */
    record Advanced(Progress progress, long version) implements Change {
        @Override
        public SessionId sessionId() {
            return progress.sessionId();
        }
    }

    /** The session is written by another instance from now on; nothing more comes from here. */
    record Left(SessionId sessionId) implements Change {}
}
