package io.infrabot.session.ledger;

import io.infrabot.events.OperationId;
import org.jspecify.annotations.Nullable;

/** What stands of one session, for those who decide. */
public interface Ledger {

    /** The session, or null before its first fact. */
    @Nullable
    Session session();

    /** The operation, or null where the session never heard of it. */
    @Nullable
    Operation operation(OperationId id);
}
