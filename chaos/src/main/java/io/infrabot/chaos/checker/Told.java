package io.infrabot.chaos.checker;

import io.infrabot.events.OperationId;
import io.infrabot.events.OperationStatus;
import io.infrabot.events.SessionId;
import java.util.Map;

/** What one session service says of one session. */
public record Told(String service, SessionId session, Word word) {

    /** Its answer. */
    public sealed interface Word {

        record Stands(long version, Map<OperationId, OperationStatus> operations) implements Word {

            public Stands {
                operations = Map.copyOf(operations);
            }
        }

        /** It says that there is no such session. */
        record Unknown() implements Word {}

        /** It did not answer in time. */
        record Silent(String why) implements Word {}
    }
}
