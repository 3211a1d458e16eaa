package io.infrabot.session.owner;

import org.jspecify.annotations.Nullable;

/**
 * Who answers for a session now.
 *
 * <pre>
 *   There --assigned to us--> Nobody --restored, history caught up--> Here
 *     ^                          |                                     |
 *     +--------- assigned to another ----------- assigned to another --+
 * </pre>
 */
public sealed interface Owner {

    /** This instance: its writer is open and knows the whole history. */
    record Here() implements Owner {}

    /** Another instance, by the last word of the group; it may have died since. */
    record There(Address at) implements Owner {}

    /** No one yet: the partition is being opened here, or nobody knows whose it is. */
    record Nobody() implements Owner {}

    /**
     * Whoever has the partition open is the one, whatever the group says.
     *
     * @param assigned the instance that the group has given the partition to
     */
    static Owner of(boolean openHere, @Nullable Address assigned, Address self) {
        if (openHere) {
            return new Here();
        }
        return assigned == null || assigned.equals(self) ? new Nobody() : new There(assigned);
    }
}
