package io.infrabot.session.boundary;

import io.infrabot.session.boundary.CountingEngine.FirstCall;
import java.util.Random;

/** What happens to an operation beside the kill. */
enum Story {
    /** Nothing. */
    PLAIN,

    /** Somebody cancels it, at any moment. */
    CANCELLED,

    /** The engine refuses the first call, or loses its answer. */
    RETRIED,

    /** A node is cut off for a while: it lives and works on, unheard, and others get its work. */
    CUT_OFF,

    /** The engine loses its first answer, and in the pause after it the node is cut off: its next attempt is given away. */
    RETRIED_AND_CUT_OFF;

    /** How the engine's first call goes. */
    FirstCall firstCall(Random random) {
        return switch (this) {
            case PLAIN, CANCELLED, CUT_OFF -> FirstCall.DONE;
            case RETRIED -> random.nextBoolean() ? FirstCall.REFUSED : FirstCall.DONE_AND_ANSWER_LOST;
            case RETRIED_AND_CUT_OFF -> FirstCall.DONE_AND_ANSWER_LOST;
        };
    }
}
