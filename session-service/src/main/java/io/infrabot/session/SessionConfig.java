package io.infrabot.session;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Settings of the session service. */
@ConfigMapping(prefix = "infrabot.session")
public interface SessionConfig {

    /** Names this instance: {@code session-1}. Unique among the instances that share a broker. */
    @WithDefault("session-1")
    String instance();

    /** How long a session takes operations where its creator says nothing (R0.22). */
    @WithDefault("PT24H")
    Duration ttl();

    /** How often an operation may lose its node before it fails. */
    @WithDefault("5")
    int maxReplacements();

    /** Partitions of every session topic; fixed for the life of an installation. */
    @WithDefault("6")
    int partitions();

    /** Copies of every topic. */
    @WithDefault("1")
    short replicas();

    /** How long a request may wait for its decision before it is answered {@code decided: false}. */
    @WithDefault("PT2S")
    Duration decisionWait();

    /** Names, without port, under which this service may be called; others are refused (S17). */
    @WithDefault("localhost,127.0.0.1,[::1]")
    Set<String> allowedHosts();

    /** What all live streams may keep in memory; an eighth of the heap where nothing is said. */
    Optional<MemorySize> streamMemory();

    /** The most live streams at once (S44); fewer where the heap is small. */
    @WithDefault("2000")
    int streams();

    /** The most live streams of one client, which is an address. */
    @WithDefault("1000")
    int streamsPerClient();

    /** The most calls that are being answered at once; fewer where the heap is small. */
    @WithDefault("1000")
    int calls();
}
