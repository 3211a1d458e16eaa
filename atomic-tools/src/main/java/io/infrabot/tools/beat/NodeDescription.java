package io.infrabot.tools.beat;

import io.infrabot.events.Beat;
import io.infrabot.events.NodeRegistered;
import io.infrabot.events.NodeRegistered.Tool;
import io.infrabot.tools.run.NodeIdentity;
import io.infrabot.tools.run.WorkIntake;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What does not change about a node while it runs. */
public record NodeDescription(
        NodeIdentity identity,
        String host,
        String version,
        Map<String, String> labels,
        List<Tool> tools,
        int workPartition) {

    NodeRegistered registered(EngineState engine, Instant at, @Nullable Long firstOffset) {
        return new NodeRegistered(
                identity.node(),
                identity.kind(),
                identity.incarnation(),
                host,
                version,
                engine.engine(),
                tools,
                labels,
                workPartition,
                at,
                firstOffset);
    }

    Beat beat(long sequence, EngineState engine, WorkIntake runs, boolean leaving, Instant at) {
        var id = engine.engine() == null ? null : engine.engine().id();
        return new Beat(
                identity.node(),
                identity.kind(),
                identity.incarnation(),
                sequence,
                at,
                id,
                engine.healthy(),
                tools.stream().map(Tool::type).toList(),
                labels,
                runs.lanes(),
                runs.answeredFor(),
                workPartition,
                runs.isDraining(),
                leaving);
    }
}
