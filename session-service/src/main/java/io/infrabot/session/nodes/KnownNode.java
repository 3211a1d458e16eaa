package io.infrabot.session.nodes;

import io.infrabot.events.Beat;
import io.infrabot.events.NodeId;
import io.infrabot.events.NodeRegistered;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A node, for people.
 *
 * @param registration absent until the node has introduced itself
 * @param silentFor    on the clock that stands still while the broker is away
 */
public record KnownNode(
        NodeId id,
        @Nullable NodeRegistered registration,
        @Nullable Beat lastBeat,
        LivenessState liveness,
        Duration silentFor) {}
