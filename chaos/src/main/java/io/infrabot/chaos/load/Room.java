package io.infrabot.chaos.load;

import io.infrabot.chaos.world.World;
import io.infrabot.events.OperationStatus;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.Set;

/**
 * How many operations of one session may be under way at once. A load that heeds it goes as fast as the machine, and
 * ends soon after it is stopped.
 */
record Room(World world, int most) {

    private static final Set<OperationStatus> LIVE =
            EnumSet.of(OperationStatus.QUEUED, OperationStatus.RUNNING, OperationStatus.CANCELLING);

    /** Whether there is room for one more; none where nobody answers. */
    boolean in(String session) {
        try {
            var counted = world.api().get("/api/v1/sessions/" + session).body().path("operations");
            return LIVE.stream()
                            .mapToInt(status -> counted.path(status.name()).asInt())
                            .sum()
                    < most;
        } catch (UncheckedIOException e) {
            return false;
        }
    }
}
