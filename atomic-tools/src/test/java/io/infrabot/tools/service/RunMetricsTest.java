package io.infrabot.tools.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.ErrorCode;
import io.infrabot.events.NodeId;
import io.infrabot.events.OperationError;
import io.infrabot.events.OperationId;
import io.infrabot.events.RunId;
import io.infrabot.events.SessionId;
import io.infrabot.events.Work.StartRun;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a node counts of its runs. */
class RunMetricsTest {

    private static final SessionId SESSION = new SessionId("0197a000-0000-7000-8000-000000000001");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RunMetrics metrics = new RunMetrics(registry);

    @Test
    void anAttemptThatIsTriedAgainIsCountedUnderTheNamesOfAllMetrics() {
        var error = OperationError.of(ErrorCode.DOCKER_REGISTRY_UNAVAILABLE, "it does not answer");

        metrics.began(work()).attemptFailed(error, true);

        assertThat(registry.get("infrabot.mcp.retry.attempts")
                        .tag("operation", "docker.pull")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.getMeters())
                .allMatch(meter -> meter.getId().getName().startsWith("infrabot.mcp."));
    }

    @Test
    void anAttemptThatIsTheLastIsAnErrorAndNoRetry() {
        var error = OperationError.of(ErrorCode.DOCKER_IMAGE_NOT_FOUND, "there is none");

        metrics.began(work()).attemptFailed(error, false);

        assertThat(registry.find("infrabot.mcp.retry.attempts").counter()).isNull();
        assertThat(registry.get("infrabot.mcp.docker.operations.errors")
                        .tag("code", "DOCKER_IMAGE_NOT_FOUND")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    private static StartRun work() {
        return new StartRun(
                new NodeId("docker-ops-1"),
                "incarnation-1",
                SESSION,
                new OperationId(SESSION + ".aaaaaaaaaaaa"),
                new RunId(SESSION + ".aaaaaaaaaaaa:1"),
                "team-a",
                "docker.pull",
                Map.of(),
                1,
                false,
                Duration.ofMinutes(10),
                Instant.parse("2026-01-01T12:00:00Z"),
                0);
    }
}
