package io.infrabot.chaos.fault;

import java.util.Optional;

/** Something that goes wrong while work goes on. Stateless: one of them may be injected many times. */
public interface Fault {

    /** Its number in the list of faults, such as {@code F09}. */
    String id();

    /** What is broken, in a few words. */
    String what();

    /** How many brokers the world must have; one unless it says so. */
    default int brokers() {
        return 1;
    }

    /** Why it cannot be injected on this machine; empty where it can. What cannot is listed as skipped. */
    default Optional<String> obstacle() {
        return Optional.empty();
    }

    /** Breaks, holds, and heals: afterwards everybody runs and nobody is cut off, also where it throws. */
    Outcome inject(Scene scene);
}
