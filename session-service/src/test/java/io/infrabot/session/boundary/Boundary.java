package io.infrabot.session.boundary;

/**
 * A place on the path of an operation where a process may die.
 *
 * @param group what kind of step it is
 * @param what  the record or effect that the step is about
 */
record Boundary(Group group, String what, Side side) {

    /** The kinds of steps, in the order in which an operation meets them. */
    enum Group {
        INPUT_TAKEN("input taken by the writer"),
        FACT_WRITTEN("fact written"),
        FACT_READ_BACK("fact read back, folded"),
        WORK_SENT("work sent"),
        STATE_SAID("state said"),
        TIMER_WRITTEN("timer written"),
        COMMITTED("offsets committed"),
        WORK_TAKEN("work taken by the node"),
        REPORT_STORED("report stored"),
        REPORT_ACKNOWLEDGED("report acknowledged"),
        EFFECT("effect"),
        EFFECT_RETURNED("effect returned");

        private final String text;

        Group(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /** Before the step, or after it. */
    enum Side {
        BEFORE,
        AFTER
    }
}
