package io.infrabot.testkit.history;

import io.infrabot.session.ledger.HistoryEntry;

/** A fact, and in which partition of the history it stands. */
public record Logged(int partition, HistoryEntry entry) {

    /** Such as {@code 3@1408}: partition and offset. */
    public String place() {
        return partition + "@" + entry.offset();
    }
}
