package io.infrabot.events;

/** Why an operation is not running yet. */
public enum WaitingReason {
    /** Taken a moment ago; where it goes is decided with the same breath. */
    NOT_PLACED_YET,
    /** No live node can do operations of this type. */
    NO_CAPABLE_NODE,
    /** Nodes could do it, but none matches the target. */
    NO_MATCHING_NODE,
    /** The session's home engine has no live node. */
    ENGINE_UNAVAILABLE,
    /** Every node that could do it is full. */
    NODES_BUSY,
    /** The session is paused. */
    SESSION_PAUSED,
    /** Given to a node, which has not begun it yet. */
    ON_NODE
}
