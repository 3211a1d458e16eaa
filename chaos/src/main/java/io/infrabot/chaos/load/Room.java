package io.infrabot.chaos.load;

import io.infrabot.testkit.world.World;
import java.io.UncheckedIOException;

/**
 * How many operations of one session may be under way at once. A load that heeds it goes as fast as the machine, and
 * ends soon after it is stopped.
 */
record Room(World world, int most) {

    /** Whether there is room for one more; none where nobody answers. */
    boolean in(String session) {
        try {
            return world.api().live(session) < most;
        } catch (UncheckedIOException e) {
            return false;
        }
    }
}
