package io.infrabot.session.writer;

import io.infrabot.events.SessionId;

/** Something of a session cannot be read. It concerns that session alone: whoever works on others goes on. */
public final class SessionUnreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient SessionId session;
    private final transient UnreadableReason reason;

    /** {@code reason} says which of its records or entries it is. */
    public SessionUnreadable(SessionId session, UnreadableReason reason) {
        super(reason.detail(), null, false, false);
        this.session = session;
        this.reason = reason;
    }

    /** The session that it concerns. */
    public SessionId session() {
        return session;
    }

    /** Why it is closed from now on. */
    public UnreadableReason reason() {
        return reason;
    }

    /** One sentence for whoever asked. */
    public String detail() {
        return reason.detail();
    }
}
