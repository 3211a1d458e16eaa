package io.infrabot.session.writer;

import io.infrabot.events.OperationId;
import io.infrabot.events.SessionId;
import java.util.Optional;

/** Reads the ids that keys name, where they name any: whoever can write to a topic can write any key. */
final class LedgerKey {

    private LedgerKey() {}

    static Optional<SessionId> session(String key) {
        try {
            return Optional.of(new SessionId(key));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static Optional<OperationId> operation(String key) {
        try {
            return Optional.of(new OperationId(key));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
