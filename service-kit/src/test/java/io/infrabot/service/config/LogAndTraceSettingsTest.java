package io.infrabot.service.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogAndTraceSettingsTest {

    private static final String JSON = "quarkus.log.console.json.enabled";
    private static final String ENDPOINT = "quarkus.otel.exporter.otlp.endpoint";
    private static final String TRACES = "quarkus.otel.exporter.otlp.traces.endpoint";

    @Test
    void aLogIsTextUnlessJsonIsAskedFor() {
        assertThat(value(with(Map.of()), JSON)).isEqualTo("false");
        assertThat(value(with(Map.of("infrabot.log.format", "plain")), JSON)).isEqualTo("false");
        assertThat(value(with(Map.of("infrabot.log.format", "json")), JSON)).isEqualTo("true");
    }

    @Test
    void spansGoWhereACollectorIsNamed() {
        var config = with(Map.of("infrabot.otel.endpoint", "http://collector:4317"));

        assertThat(value(config, ENDPOINT)).isEqualTo("http://collector:4317");
        assertThat(value(config, TRACES)).isEqualTo("http://collector:4317");
    }

    /** Blanks tell the exporter to stay at home; without a value it would try its own default. */
    @Test
    void spansStayWhereNoCollectorIsNamed() {
        assertThat(value(with(Map.of()), ENDPOINT)).isEqualTo(" ");
        assertThat(value(with(Map.of("infrabot.otel.endpoint", "  ")), TRACES)).isEqualTo(" ");
    }

    @Test
    void whatAPersonSetsWins() {
        assertThat(value(with(Map.of(JSON, "true")), JSON)).isEqualTo("true");
    }

    private static String value(SmallRyeConfig config, String name) {
        return config.getConfigValue(name).getValue();
    }

    private static SmallRyeConfig with(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "a person's", 300))
                .withSources(new LogAndTraceSettings())
                .build();
    }
}
