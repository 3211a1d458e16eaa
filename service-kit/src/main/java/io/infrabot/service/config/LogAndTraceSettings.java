package io.infrabot.service.config;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** The form of the log from INFRABOT_LOG_FORMAT, and where spans go from INFRABOT_OTEL_ENDPOINT, in Quarkus' terms. */
public final class LogAndTraceSettings implements ConfigSourceFactory {

    /** Above the defaults of a jar, below everything that a person sets. */
    private static final int ORDINAL = 110;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        var format = context.getValue("infrabot.log.format").getValue();
        var collector = context.getValue("infrabot.otel.endpoint").getValue();
        // an endpoint of blanks tells Quarkus' exporter to stay at home; contexts travel all the same
        var endpoint = collector == null || collector.isBlank() ? " " : collector;
        var derived = Map.of(
                "quarkus.log.console.json.enabled",
                Boolean.toString("json".equals(format)),
                "quarkus.otel.exporter.otlp.endpoint",
                endpoint,
                "quarkus.otel.exporter.otlp.traces.endpoint",
                endpoint);
        return List.of(new PropertiesConfigSource(derived, "derived from how a service logs and traces", ORDINAL));
    }

    @Override
    public OptionalInt getPriority() {
        return OptionalInt.of(ORDINAL);
    }
}
