package io.infrabot.tools.run;

import java.time.Duration;

/** How long a run may take: what its work says, or what its tool says where the work says nothing. */
final class Timeouts {

    private Timeouts() {}

    static Duration of(HeldRun held) {
        var asked = held.work().timeout();
        // Work comes from the network: the field may be absent whatever its type says.
        return asked == null || !asked.isPositive() ? held.tool().descriptor().defaultTimeout() : asked;
    }
}
