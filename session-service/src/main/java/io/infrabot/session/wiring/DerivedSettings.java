package io.infrabot.session.wiring;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/** How often the group hears of this instance, which follows from INFRABOT_SESSION_GROUP_TIMEOUT. */
public final class DerivedSettings implements ConfigSourceFactory {

    /** Above the defaults of a jar, below everything that a person sets. */
    private static final int ORDINAL = 110;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        var timeout =
                context.getValue("kafka-streams.consumer.session.timeout.ms").getValue();
        var derived = Map.of("kafka-streams.consumer.heartbeat.interval.ms", Long.toString(heartbeat(timeout)));
        return List.of(new PropertiesConfigSource(derived, "derived from infrabot's settings", ORDINAL));
    }

    /**
     * An eighth: it bounds how late a member hears that partitions move, and costs nothing. Those of a dead member wait for
     * it, too.
     */
    static long heartbeat(@Nullable String timeout) {
        return Long.parseLong(timeout == null ? "6000" : timeout.strip()) / 8;
    }

    @Override
    public OptionalInt getPriority() {
        return OptionalInt.of(ORDINAL);
    }
}
