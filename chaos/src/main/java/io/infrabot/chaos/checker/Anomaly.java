package io.infrabot.chaos.checker;

/**
 * Something that must not be.
 *
 * @param about an operation, a session or a reader
 * @param sentence what was expected and what stands there, with places in the history
 */
public record Anomaly(Name name, Invariant invariant, String about, String sentence) {

    /** As Jepsen calls them. */
    public enum Name {
        LOST_WRITE("lost write"),
        DUPLICATE("duplicate"),
        ABORTED_READ("aborted read"),
        NON_MONOTONIC_POLL("non-monotonic poll"),
        SKIPPED_POLL("skipped poll"),
        INCONSISTENT_OFFSET("inconsistent offset"),
        UNSEEN("unseen");

        private final String words;

        Name(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** What it breaks. */
    public enum Invariant {
        /** Nothing lost. */
        I1,
        /** One effect. */
        I2,
        /** Terminal is final. */
        I3,
        /** The fold is the same everywhere. */
        I4,
        /** Order. */
        I5
    }

    @Override
    public String toString() {
        return "%s (%s) %s: %s".formatted(name.words(), invariant, about, sentence);
    }
}
