package io.infrabot.session.owner;

import io.infrabot.events.SessionId;
import io.infrabot.events.TopicNames;
import io.infrabot.session.SessionConfig;
import io.infrabot.wire.KeyPartition;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Knows which instance answers for which session, and of which this one holds a copy. Never blocks. Thread-safe. */
@ApplicationScoped
public class Ownership {

    private final KafkaStreams streams;
    private final OpenPartitions open;
    private final StandbyLag copies;
    private final Address self;
    private final int partitions;

    Ownership(
            KafkaStreams streams,
            OpenPartitions open,
            StandbyLag copies,
            @ConfigProperty(name = "quarkus.kafka-streams.application-server") String self,
            SessionConfig config) {
        this.streams = streams;
        this.open = open;
        this.copies = copies;
        this.self = Address.of(self);
        this.partitions = config.partitions();
    }

    /** Who answers for the session. */
    public Owner of(SessionId session) {
        return of(partitionOf(session));
    }

    /** Whether this instance answers for the session. */
    public boolean isHere(SessionId session) {
        return open.contains(partitionOf(session));
    }

    /** Whether this instance answers for every session, so that no call need be looked at. */
    public boolean isAllHere() {
        return open.count() == partitions;
    }

    /** Whether this instance answers for any session. */
    public boolean isAnyHere() {
        return open.count() > 0;
    }

    /** Whether this instance holds a copy of the session's partition that is good enough to be shown as stale. */
    public boolean hasCopy(SessionId session) {
        return copies.areGood(partitionOf(session));
    }

    /** Whether every partition has an owner, and those that are ours are open. */
    public boolean isReady() {
        return IntStream.range(0, partitions).noneMatch(each -> of(each) instanceof Owner.Nobody);
    }

    /** Who has what, in one line. */
    public String inOneLine() {
        var owned = new TreeMap<String, Set<Integer>>();
        for (int partition = 0; partition < partitions; partition++) {
            var owner = switch (of(partition)) {
                case Owner.Here _ -> self + " (here)";
                case Owner.There(var at) -> at.toString();
                case Owner.Nobody _ -> "nobody yet";
            };
            owned.computeIfAbsent(owner, _ -> new TreeSet<>()).add(partition);
        }
        return owned.entrySet().stream().map(Ownership::line).collect(Collectors.joining("; ")) + copies.inOneLine();
    }

    private Owner of(int partition) {
        return Owner.of(open.contains(partition), assigned(partition), self);
    }

    private @Nullable Address assigned(int partition) {
        var wanted = new TopicPartition(TopicNames.REQUESTS, partition);
        try {
            return streams.metadataForAllStreamsClients().stream()
                    .filter(each -> each.topicPartitions().contains(wanted))
                    .map(Ownership::address)
                    .findFirst()
                    .orElse(null);
        } catch (IllegalStateException | InvalidStateStoreException e) {
            // not started, or closed
            return null;
        }
    }

    private int partitionOf(SessionId session) {
        return KeyPartition.of(session.value(), partitions);
    }

    private static Address address(StreamsMetadata metadata) {
        return new Address(metadata.host(), metadata.port());
    }

    private static String line(Map.Entry<String, Set<Integer>> owned) {
        return owned.getKey() + " has " + owned.getValue();
    }
}
