package io.infrabot.session.writer;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Says loudly that records were deleted before they were read, by retention or by hand (F29). Thread-safe. */
@ApplicationScoped
public class LostRecords {

    private static final Logger LOG = Logger.getLogger(LostRecords.class);

    private final MeterRegistry registry;
    private final Map<String, Long> holes = new ConcurrentHashMap<>();

    /** Counts them in {@code registry}. */
    public LostRecords(MeterRegistry registry) {
        this.registry = registry;
    }

    /** The records from {@code from} on, up to {@code to}, are gone and nobody has read them. */
    public void between(String topic, int partition, long from, long to) {
        var known = holes.put(topic + "-" + partition, to);
        if (known == null || known < to) {
            LOG.errorf(
                    "%s-%d: the records %d to %d were deleted before they were read; what they said is lost, "
                            + "reading goes on at %d",
                    topic, partition, from, to - 1, to);
            registry.counter("infrabot.mcp.records.lost", "topic", topic).increment((double) (to - from));
        }
    }

    /** What was lost since this instance started; empty where nothing was. */
    public String inOneLine() {
        return holes.entrySet().stream()
                .map(hole -> hole.getKey() + " before " + hole.getValue())
                .collect(Collectors.joining(", "));
    }
}
