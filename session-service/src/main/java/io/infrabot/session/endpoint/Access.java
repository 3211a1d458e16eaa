package io.infrabot.session.endpoint;

/** What a caller must be allowed to do to call a route. Nobody is asked yet: who may do what is a later step. */
public enum Access {
    /** Look; nothing changes. */
    VIEW,
    /** Have something done in a session, or stop it. */
    CHANGE,
    /** End something for good. */
    DESTROY,
    /** Act on the nodes, which all sessions share. */
    ADMIN
}
