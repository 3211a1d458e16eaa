package io.infrabot.session.writer;

import io.infrabot.events.SessionEvent;
import io.infrabot.events.SessionEvent.SessionCreated;
import io.infrabot.events.SessionEvent.SessionDeleted;
import io.infrabot.session.ledger.Operation;
import io.infrabot.session.ledger.Session;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the writer counts, by the names that the seeds fix (R0.42, R0.43). */
@ApplicationScoped
public class WriterMetrics {

    private final MeterRegistry registry;
    private final Counter repeated;
    private final Counter voided;
    private final Counter decidedAgain;
    private final Counter rerouted;
    private final Counter repaired;

    WriterMetrics(MeterRegistry registry) {
        this.registry = registry;
        repeated = registry.counter("infrabot.mcp.inputs.repeated");
        voided = registry.counter("infrabot.mcp.facts.void");
        decidedAgain = registry.counter("infrabot.mcp.inputs.decided.again");
        repaired = registry.counter("infrabot.mcp.states.repaired");
        rerouted = registry.counter("infrabot.mcp.requests.rerouted");
    }

    /** An input that changed nothing, because it had been decided before or came too late. */
    void repeated() {
        repeated.increment();
    }

    /** A fact that did not count. */
    void voided() {
        voided.increment();
    }

    void decidedAgain() {
        decidedAgain.increment();
    }

    /** A state that was written again, because a late word had replaced it. */
    void stateRepaired() {
        repaired.increment();
    }

    /** A record had been sent to another session's partition, and was sent on. */
    public void rerouted() {
        rerouted.increment();
    }

    /** A record of {@code topic} became a dead letter; {@code reason} is one of a few words. */
    public void deadLettered(String topic, String reason) {
        registry.counter("infrabot.mcp.dead.letters", "topic", topic, "reason", reason)
                .increment();
    }

    void counted(SessionEvent fact, Session session, @Nullable Operation operation) {
        switch (fact) {
            case SessionCreated _ -> registry.counter("infrabot.mcp.sessions").increment();
            case SessionDeleted _ -> ended(session);
            case SessionEvent.SessionStatusChanged changed -> {
                switch (changed.status()) {
                    case COMPLETED -> ended(session);
                    case FAILED -> {
                        ended(session);
                        registry.counter("infrabot.mcp.session.errors").increment();
                    }
                    case CREATED, ACTIVE, PAUSED, CLEANUP -> {}
                }
            }
            case SessionEvent.OfOperation _ when operation != null && operation.isOver() -> operationEnded(operation);
            case SessionEvent.OfOperation _ -> {}
        }
    }

    private void ended(Session session) {
        registry.timer("infrabot.mcp.session.duration")
                .record(Duration.between(session.opening().at(), session.updatedAt()));
    }

    private void operationEnded(Operation operation) {
        registry.counter(
                        "infrabot.mcp.operations",
                        "operation",
                        operation.ask().type(),
                        "status",
                        operation.status().name())
                .increment();
        if (operation.phase() instanceof io.infrabot.session.ledger.Phase.Final end) {
            Timer.builder("infrabot.mcp.operation.duration")
                    .tag("operation", operation.ask().type())
                    .tag("status", operation.status().name())
                    .register(registry)
                    .record(Duration.between(operation.ask().at(), end.finishedAt()));
        }
    }
}
