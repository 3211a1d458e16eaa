package io.infrabot.events;

/** Where a session stands (R0.13). */
public enum SessionStatus {
    CREATED,
    ACTIVE,
    PAUSED,
    COMPLETED,
    FAILED,
    CLEANUP
}
