package io.infrabot.session.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class MeterBoundsTest {

    @Test
    void typesThatAnybodyCanNameDoNotGrowTheMetricsWithoutEnd() {
        var registry = new SimpleMeterRegistry();
        var bounds = new MeterBounds();
        registry.config().meterFilter(bounds.operations()).meterFilter(bounds.durations());

        for (int i = 0; i < 1_000; i++) {
            registry.counter("infrabot.mcp.operations", "operation", "made.up." + i, "status", "REJECTED")
                    .increment();
            registry.timer("infrabot.mcp.operation.duration", "operation", "made.up." + i);
        }

        assertThat(registry.getMeters()).hasSizeLessThanOrEqualTo(400);
    }

    @Test
    void methodsThatHttpDoesNotHaveDoNotEither() {
        var registry = new SimpleMeterRegistry();
        registry.config().meterFilter(new MeterBounds().methods());

        for (int i = 0; i < 1_000; i++) {
            registry.timer("http.server.requests", "method", "M" + i);
        }

        assertThat(registry.getMeters()).hasSizeLessThanOrEqualTo(12);
    }
}
