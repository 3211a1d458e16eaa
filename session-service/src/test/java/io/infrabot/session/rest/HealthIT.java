package io.infrabot.session.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Health, its parts, and metrics: behind the front door, and for probes on the management port. */
@QuarkusTest
@WithTestResource(OwnBroker.class)
class HealthIT extends OverHttp {

    private static final List<String> PARTS = List.of(
            "sessionManager",
            "broker",
            "nodeWatch",
            "topics",
            "records",
            "sessions",
            "dockerOperations",
            "atomicFramework");

    @Test
    void theWholeIsHealthyWhenAllOfItsPartsAre() {
        var health = api.get("/api/v1/health");

        assertThat(health.status()).isEqualTo(200);
        assertThat(health.at("status")).isEqualTo("HEALTHY");
        assertThat(Instant.parse(health.at("timestamp"))).isAfter(Instant.EPOCH);
        assertThat(Duration.parse(health.at("uptime"))).isPositive();
        assertThat(health.at("version")).isNotEmpty();
        assertThat(health.body().path("components").properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyElementsOf(PARTS);
    }

    @Test
    void thePartsAreToldAlone() {
        var parts = api.get("/api/v1/health/components");

        assertThat(parts.status()).isEqualTo(200);
        assertThat(parts.body().properties()).extracting(Map.Entry::getKey).containsExactlyElementsOf(PARTS);
        assertThat(parts.body()).allSatisfy(part -> {
            assertThat(part.path("status").asText()).isEqualTo("HEALTHY");
            assertThat(part.path("detail").asText()).isNotEmpty();
        });
    }

    @Test
    void metricsAreTheTextOfPrometheus() {
        var metrics = api.get("/api/v1/metrics");

        assertThat(metrics.status()).isEqualTo(200);
        assertThat(metrics.header("Content-Type")).startsWith("text/plain");
        assertThat(metrics.text()).contains("# TYPE infrabot_mcp_streams_open gauge");
    }

    @Test
    void probesAreAnsweredOnTheManagementPort() {
        for (var path : List.of("/q/health/live", "/q/health/ready", "/q/metrics")) {
            assertThat(management.get(path).status()).as(path).isEqualTo(200);
        }
    }

    @Test
    void probesAreNotAnsweredAtTheFrontDoor() {
        for (var path : List.of("/q/health/live", "/q/health/ready", "/q/metrics")) {
            assertProblem(api.get(path), 404, "NOT_FOUND");
        }
    }
}
