package io.infrabot.session.wiring;

import io.infrabot.session.nodes.KnownNodes;
import io.infrabot.session.writer.OwnLedger;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the ledger can be read and nodes and lists are up to date and the broker answers. */
@Readiness
@ApplicationScoped
class Ready implements HealthCheck {

    private final OwnLedger ledger;
    private final Startup startup;
    private final KnownNodes nodes;

    Ready(OwnLedger ledger, Startup startup, KnownNodes nodes) {
        this.ledger = ledger;
        this.startup = startup;
        this.nodes = nodes;
    }

    @Override
    public HealthCheckResponse call() {
        var broker = nodes.isBrokerHeard(System.nanoTime());
        return HealthCheckResponse.named("session service")
                .status(ledger.isReady() && startup.isListening() && broker)
                .withData("ledger", ledger.isReady())
                .withData("listening", startup.isListening())
                .withData("broker", broker)
                .build();
    }
}
