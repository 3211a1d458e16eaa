package io.infrabot.bench.rig;

import io.infrabot.events.OperationId;
import io.infrabot.events.SessionId;

/** Ids of operations that nobody asked for. */
final class OperationNumbers {

    private OperationNumbers() {}

    /** The twelve digits of the number, in letters that such an id may have. */
    static OperationId of(SessionId session, int number) {
        var id = new StringBuilder(session.value()).append('.');
        for (char digit : "%012d".formatted(number).toCharArray()) {
            id.append((char) ('a' + digit - '0'));
        }
        return new OperationId(id.toString());
    }
}
