package io.infrabot.chaos.checker;

import io.infrabot.events.OperationId;

/**
 * One attempt of a client: what it asked for, and what it knows of it afterwards.
 *
 * @param operation the one asked for, or the one to be cancelled; known before the answer, since keys and ids name it
 * @param type as in requests, such as {@code docker.tag}
 * @param invoked on the monotonic clock, in nanoseconds; {@code returned} likewise
 */
public record Invocation(
        String client, Kind kind, OperationId operation, String type, long invoked, long returned, Result result) {

    /** By which door, and what for. */
    public enum Kind {
        SUBMITTED,
        PUBLISHED,
        CANCEL_ASKED
    }

    /** What the client knows. */
    public sealed interface Result {

        /**
         * It was taken.
         *
         * @param decided false where it is only stored: another request under its key may still be the one that is
         *     decided
         */
        record Ok(boolean decided) implements Result {

            /** Taken and decided. */
            public Ok() {
                this(true);
            }
        }

        /**
         * It was refused for good.
         *
         * @param code of the problem
         */
        record Fail(String code) implements Result {}

        /** Nobody said: it may have happened, or may happen yet. */
        record Unknown(String why) implements Result {}
    }

    /** Whether it asked for an operation, by either door. */
    public boolean asksForOperation() {
        return kind != Kind.CANCEL_ASKED;
    }
}
