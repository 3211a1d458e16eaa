package io.infrabot.tools;

/** What may be done again when nobody knows whether an attempt had its effect. */
public enum Effect {
    /** Doing it twice is doing it once: pull, push, tag. */
    REPEATABLE,

    /** What it makes carries the operation id, so that a later attempt finds it: build, create. */
    GUARDED,

    /** Never done again: exec, prune. An attempt that was cut off ends as {@code OUTCOME_UNKNOWN}. */
    ONCE
}
