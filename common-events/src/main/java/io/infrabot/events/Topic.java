package io.infrabot.events;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every topic, declared once. What makes topics, reads them or puts records aside goes by this; {@code asyncapi.yaml} and
 * the pages of {@code docs/events} are held against it. Where Java wants a constant, the names stand in {@link TopicNames}.
 */
@SuppressWarnings("ImmutableEnumChecker") // a record of values, and Set.of: neither says that it is immutable
public enum Topic {
    /** What is asked of sessions; kept for a week. */
    REQUESTS(TopicNames.REQUESTS, Key.SESSION, Kept.of(Duration.ofDays(7)).stamped(), Reader.WRITER),
    /** The history. */
    SESSION_EVENTS(TopicNames.SESSION_EVENTS, Key.SESSION, Kept.forEver(), Reader.WRITER),
    /** Where each session stands. */
    SESSION_STATE(TopicNames.SESSION_STATE, Key.SESSION, Kept.newestOfKey(), Reader.SESSION_SERVICE),
    /** What nodes are to do; a node reads the partition that its id hashes to. */
    WORK(TopicNames.WORK, Key.NODE, 64, Kept.of(Duration.ofDays(1)), Reader.NODE),
    /** What became of runs. */
    OPERATION_EVENTS(
            TopicNames.OPERATION_EVENTS,
            Key.SESSION,
            Kept.of(Duration.ofDays(90)).stamped(),
            Reader.WRITER),
    /** Attempts that failed. */
    OPERATION_ERRORS(
            TopicNames.OPERATION_ERRORS,
            Key.SESSION,
            Kept.of(Duration.ofDays(90)).stamped(),
            Reader.WRITER),
    /** How far runs are. */
    OPERATION_PROGRESS(
            TopicNames.OPERATION_PROGRESS,
            Key.SESSION,
            Kept.of(Duration.ofDays(1)).stamped(),
            Reader.WRITER),
    /** That nodes live, and what they hold. */
    BEATS(
            TopicNames.BEATS,
            Key.NODE,
            1,
            Kept.of(Duration.ofMinutes(10)).inSegmentsOf(Duration.ofMinutes(5)),
            Reader.SESSION_SERVICE),
    /** Who the nodes are. */
    NODES(TopicNames.NODES, Key.NODE, 1, Kept.newestOfKey(), Reader.SESSION_SERVICE, Reader.NODE);

    /** How long dead letters are kept, of whatever topic. */
    public static final Duration DEAD_LETTERS_KEPT = Duration.ofDays(30);

    /** The id that a topic's records have as their key. */
    public enum Key {
        /** Such topics are co-partitioned: one session is in the same partition of each. */
        SESSION,
        NODE
    }

    /** Who reads a topic. */
    public enum Reader {
        /** The one writer of a session. What it cannot read goes to the topic's dead letters. */
        WRITER,
        /** Each instance of the session service, all of it. */
        SESSION_SERVICE,
        NODE
    }

    /**
     * What is kept of a topic.
     *
     * @param retention null: for ever
     * @param compacted only the newest record of each key
     * @param stampedByBroker the broker's time of arrival is the record's: it decides
     * @param segment how long a segment takes records; null: as the broker has it
     */
    public record Kept(
            @Nullable Duration retention,
            boolean compacted,
            boolean stampedByBroker,
            @Nullable Duration segment) {

        private static Kept of(Duration retention) {
            return new Kept(retention, false, false, null);
        }

        private static Kept forEver() {
            return new Kept(null, false, false, null);
        }

        private static Kept newestOfKey() {
            return new Kept(null, true, false, null);
        }

        private Kept stamped() {
            return new Kept(retention, compacted, true, segment);
        }

        private Kept inSegmentsOf(Duration length) {
            return new Kept(retention, compacted, stampedByBroker, length);
        }
    }

    private final String address;
    private final Key key;
    private final OptionalInt partitions;
    private final Kept kept;
    private final Set<Reader> readers;

    Topic(String address, Key key, Kept kept, Reader... readers) {
        this(address, key, OptionalInt.empty(), kept, readers);
    }

    Topic(String address, Key key, int partitions, Kept kept, Reader... readers) {
        this(address, key, OptionalInt.of(partitions), kept, readers);
    }

    Topic(String address, Key key, OptionalInt partitions, Kept kept, Reader... readers) {
        this.address = address;
        this.key = key;
        this.partitions = partitions;
        this.kept = kept;
        this.readers = Set.of(readers);
    }

    /** Its name on the broker. */
    public String address() {
        return address;
    }

    public Key key() {
        return key;
    }

    /** How many partitions it has, for ever; empty: as many as the installation gives to sessions. */
    public OptionalInt partitions() {
        return partitions;
    }

    public Kept kept() {
        return kept;
    }

    /** Whether what cannot be read of it is put aside. */
    public boolean hasDeadLetters() {
        return isReadBy(Reader.WRITER);
    }

    public boolean isReadBy(Reader reader) {
        return readers.contains(reader);
    }

    /** The topics that {@code reader} reads, in the order of their declaration. */
    public static List<Topic> readBy(Reader reader) {
        return Arrays.stream(values()).filter(each -> each.isReadBy(reader)).toList();
    }
}
