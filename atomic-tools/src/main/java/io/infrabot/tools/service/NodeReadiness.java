package io.infrabot.tools.service;

import io.infrabot.tools.beat.EngineWatch;
import io.infrabot.tools.run.Fence;
import io.infrabot.tools.run.WorkIntake;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready: the broker stores this node's beats, and it takes work. An engine that is away is told, but is not the node's fault. */
@Readiness
@ApplicationScoped
class NodeReadiness implements HealthCheck {

    private final Fence fence;
    private final WorkIntake runs;
    private final EngineWatch engine;

    NodeReadiness(Fence fence, WorkIntake runs, EngineWatch engine) {
        this.fence = fence;
        this.runs = runs;
        this.engine = engine;
    }

    @Override
    public HealthCheckResponse call() {
        var state = engine.state();
        var response = HealthCheckResponse.named("node")
                .withData("beatsStored", fence.isOpen())
                .withData("draining", runs.isDraining())
                .withData("engineHealthy", state.healthy());
        if (state.engine() != null) {
            response.withData("engine", state.engine().id());
        }
        return response.status(fence.isOpen() && !runs.isDraining()).build();
    }
}
