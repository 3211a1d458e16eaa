package io.infrabot.session.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.infrabot.events.Beat;
import io.infrabot.events.NodeRegistered;
import io.infrabot.session.nodes.KnownNode;
import io.infrabot.session.nodes.LivenessState;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node as users see it.
 *
 * @param lastBeatAgeMs how long it has been silent, in milliseconds; stands still while the broker is away
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NodeView(
        String nodeId,
        @Nullable String kind,
        LivenessState status,
        boolean draining,
        @Nullable String incarnation,
        @Nullable String host,
        NodeRegistered.@Nullable Engine engine,
        @Nullable Boolean engineHealthy,
        List<String> capabilities,
        Map<String, String> labels,
        Map<String, Beat.Lane> lanes,
        int runs,
        long lastBeatAgeMs) {

    /** The node as it was last heard. */
    public static NodeView of(KnownNode node) {
        var beat = node.lastBeat();
        var registration = node.registration();
        var engine = registration == null ? null : registration.engine();
        return new NodeView(
                node.id().value(),
                beat != null ? beat.kind() : (registration == null ? null : registration.kind()),
                node.liveness(),
                beat != null && beat.draining(),
                beat != null ? beat.incarnation() : (registration == null ? null : registration.incarnation()),
                registration == null ? null : registration.host(),
                engine,
                (engine == null || beat == null) ? null : beat.engineHealthy(),
                beat == null ? List.of() : beat.capabilities(),
                beat == null ? Map.of() : beat.labels(),
                beat == null ? Map.of() : beat.lanes(),
                beat == null ? 0 : beat.runs().size(),
                node.silentFor().toMillis());
    }
}
