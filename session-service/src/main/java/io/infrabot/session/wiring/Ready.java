package io.infrabot.session.wiring;

import io.infrabot.session.nodes.KnownNodes;
import io.infrabot.session.owner.Ownership;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when every session has its instance, nodes and lists are up to date and the broker answers. */
@Readiness
@ApplicationScoped
class Ready implements HealthCheck {

    private final Ownership ownership;
    private final Startup startup;
    private final KnownNodes nodes;

    Ready(Ownership ownership, Startup startup, KnownNodes nodes) {
        this.ownership = ownership;
        this.startup = startup;
        this.nodes = nodes;
    }

    @Override
    public HealthCheckResponse call() {
        var broker = nodes.isBrokerHeard(System.nanoTime());
        return HealthCheckResponse.named("session service")
                .status(ownership.isReady() && startup.isListening() && broker)
                .withData("sessions", ownership.isReady())
                .withData("listening", startup.isListening())
                .withData("broker", broker)
                .build();
    }
}
