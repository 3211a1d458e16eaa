package io.infrabot.session.placement;

import io.infrabot.events.Target;
import org.jspecify.annotations.Nullable;

/**
 * What an operation asks of a node.
 *
 * @param homeEngine the session's, or null where any engine will do
 * @param mayPreempt     whether it may be sent to a full node: that node lets sessions take turns, and makes room for one
 *                   of which nothing runs
 */
public record PlacementRequest(
        String type, Target target, @Nullable String homeEngine, boolean mayPreempt) {}
