package io.infrabot.session.decide;

import io.infrabot.events.NodeId;
import io.infrabot.events.RunId;
import io.infrabot.session.placement.Candidate;
import io.infrabot.session.placement.Nodes;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Nodes that are there, offer no tools, and hold no runs. */
record NodesInMemory(List<Candidate> all) implements Nodes {

    @Override
    public @Nullable Map<String, Object> schemaOf(String type) {
        return null;
    }

    @Override
    public void reserve(NodeId node, RunId run, String type) {
        // there is room for everything
    }

    @Override
    public Holding holding(NodeId node, String incarnation, RunId run) {
        return new Holding.NotHeld();
    }

    @Override
    public long lastBeat(NodeId node, String incarnation) {
        return 0;
    }

    @Override
    public List<RunInBeat> held() {
        return List.of();
    }
}
