package io.infrabot.tools.service;

import io.infrabot.tools.kafka.WorkPartition;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** The node's partition of the work topic, which follows from its id. */
public final class NodeDefaults implements ConfigSourceFactory {

    /** Above the defaults of a jar, below everything that a person sets. */
    private static final int ORDINAL = 110;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        var node = context.getValue("infrabot.node.id").getValue();
        Map<String, String> derived = node == null
                ? Map.of()
                : Map.of("mp.messaging.incoming.work.assign-seek", WorkPartition.of(node) + ":-1");
        return List.of(new PropertiesConfigSource(derived, "derived from the node's settings", ORDINAL));
    }

    @Override
    public OptionalInt getPriority() {
        return OptionalInt.of(ORDINAL);
    }
}
