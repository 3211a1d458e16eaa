package io.infrabot.session.api;

import io.infrabot.session.owner.Address;
import io.infrabot.session.owner.Owner;

/** What becomes of a call that concerns one session. */
sealed interface Way {

    /** It is answered here, by the owner. */
    record Here() implements Way {}

    /** It is given to the owner. */
    record Forward(Address owner) implements Way {}

    /** It is answered here from a copy, and says so. */
    record Stale() implements Way {}

    /** Nobody can answer it now; the caller is to try again. */
    record NotNow() implements Way {}

    /**
     * The way of a call.
     *
     * @param forwarded whether another instance has sent it; such a call is never sent on
     * @param copy      whether it may be answered from a copy that lies here
     */
    static Way of(Owner owner, boolean forwarded, boolean copy) {
        return switch (owner) {
            case Owner.Here _ -> new Here();
            case Owner.There _, Owner.Nobody _ when forwarded -> new NotNow();
            case Owner.There(var at) -> new Forward(at);
            case Owner.Nobody _ -> withoutOwner(copy);
        };
    }

    /** The way of a call whose owner does not answer. */
    static Way withoutOwner(boolean copy) {
        return copy ? new Stale() : new NotNow();
    }
}
