package io.infrabot.session.routing;

import io.infrabot.session.owner.Address;
import io.infrabot.session.owner.Owner;

/** What becomes of a call that concerns one session. */
sealed interface Routing {

    /** It is answered here, by the owner. */
    record Local() implements Routing {}

    /** It is given to the owner. */
    record Forward(Address owner) implements Routing {}

    /** It is answered here from a copy, and says so. */
    record StaleCopy() implements Routing {}

    /** Nobody can answer it now; the caller is to try again. */
    record Unavailable() implements Routing {}

    /**
     * The routing of a call.
     *
     * @param forwarded whether another instance has sent it; such a call is never sent on
     * @param copy      whether it may be answered from a copy that lies here
     */
    static Routing of(Owner owner, boolean forwarded, boolean copy) {
        return switch (owner) {
            case Owner.Here _ -> new Local();
            case Owner.There _, Owner.Nobody _ when forwarded -> new Unavailable();
            case Owner.There(var at) -> new Forward(at);
            case Owner.Nobody _ -> withoutOwner(copy);
        };
    }

    /** The routing of a call whose owner does not answer. */
    static Routing withoutOwner(boolean copy) {
        return copy ? new StaleCopy() : new Unavailable();
    }
}
