package io.infrabot.session.nodes;

/** Whether a node is to be trusted. */
public enum LivenessState {
    ALIVE,
    SUSPECT,
    LOST,
    LEFT;

    /** Whether it can still be told something. */
    public boolean isThere() {
        return switch (this) {
            case ALIVE, SUSPECT -> true;
            case LOST, LEFT -> false;
        };
    }
}
