package io.infrabot.tools.service;

import io.infrabot.tools.kafka.WorkPartition;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Settings that follow from others: the node's partition of the work topic, where spans go, the form of the log. */
public final class NodeDefaults implements ConfigSourceFactory {

    /** Above the defaults of a jar, below everything that a person sets. */
    private static final int ORDINAL = 110;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        var derived = new HashMap<String, String>();
        var node = context.getValue("infrabot.node.id").getValue();
        if (node != null) {
            derived.put("mp.messaging.incoming.work.assign-seek", WorkPartition.of(node) + ":-1");
        }
        var format = context.getValue("infrabot.log.format").getValue();
        derived.put("quarkus.log.console.json.enabled", Boolean.toString("json".equals(format)));
        var collector = context.getValue("infrabot.otel.endpoint").getValue();
        // An endpoint of blanks is how Quarkus' exporter is told to stay at home; contexts travel all the same.
        derived.put("quarkus.otel.exporter.otlp.endpoint", collector == null || collector.isBlank() ? " " : collector);
        derived.put("quarkus.otel.exporter.otlp.traces.endpoint", derived.get("quarkus.otel.exporter.otlp.endpoint"));
        return List.of(new PropertiesConfigSource(Map.copyOf(derived), "derived from the node's settings", ORDINAL));
    }

    @Override
    public OptionalInt getPriority() {
        return OptionalInt.of(ORDINAL);
    }
}
