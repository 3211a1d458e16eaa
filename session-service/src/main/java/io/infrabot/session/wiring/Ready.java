package io.infrabot.session.wiring;

import io.infrabot.session.writer.OwnLedger;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the ledger can be read and nodes and lists are up to date. */
@Readiness
@ApplicationScoped
class Ready implements HealthCheck {

    private final OwnLedger ledger;
    private final Startup startup;

    Ready(OwnLedger ledger, Startup startup) {
        this.ledger = ledger;
        this.startup = startup;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("session service")
                .status(ledger.isReady() && startup.isListening())
                .withData("ledger", ledger.isReady())
                .withData("listening", startup.isListening())
                .build();
    }
}
