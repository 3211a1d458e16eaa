package io.infrabot.session.owner;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/** The partitions whose writer is in this process and has caught up with the history. Thread-safe. */
@ApplicationScoped
public class OpenPartitions {

    private final Set<Integer> open = new ConcurrentSkipListSet<>();

    /** The writer of the partition is ready to decide. */
    public void opened(int partition) {
        open.add(partition);
    }

    /** The partition is no longer written here. */
    public void closed(int partition) {
        open.remove(partition);
    }

    /** Whether the partition is written here. */
    public boolean contains(int partition) {
        return open.contains(partition);
    }

    /** All of them, lowest first. */
    public Set<Integer> all() {
        return Collections.unmodifiableSet(new TreeSet<>(open));
    }

    /** How many there are. */
    public int count() {
        return open.size();
    }
}
