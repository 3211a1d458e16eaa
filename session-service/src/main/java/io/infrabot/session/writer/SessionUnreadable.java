package io.infrabot.session.writer;

import io.infrabot.events.SessionId;

/** Something of a session cannot be read. It concerns that session alone: whoever works on others goes on. */
public final class SessionUnreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient SessionId session;
    private final transient Closure closure;

    SessionUnreadable(SessionId session, Closure closure) {
        super(closure.detail(), null, false, false);
        this.session = session;
        this.closure = closure;
    }

    SessionId session() {
        return session;
    }

    Closure closure() {
        return closure;
    }

    /** One sentence for whoever asked. */
    public String detail() {
        return closure.detail();
    }
}
