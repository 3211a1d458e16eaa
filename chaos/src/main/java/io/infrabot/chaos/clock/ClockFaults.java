package io.infrabot.chaos.clock;

import io.infrabot.chaos.fault.Fault;
import java.util.List;

/** What can happen to a clock. */
public final class ClockFaults {

    private ClockFaults() {}

    public static List<Fault> all() {
        return List.of(new WrongClock());
    }
}
