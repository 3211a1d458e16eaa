package io.infrabot.chaos.net;

import java.util.List;

/** Which way no packet goes any more. */
public enum Cut {
    BOTH,
    /** What is sent to the node is lost; what it says is heard. */
    IN,
    /** What the node says is lost; it hears what is sent to it. */
    OUT;

    List<String> chains() {
        return switch (this) {
            case BOTH -> List.of("INPUT", "OUTPUT");
            case IN -> List.of("INPUT");
            case OUT -> List.of("OUTPUT");
        };
    }
}
