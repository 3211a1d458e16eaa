package io.infrabot.session.rest.health;

import io.infrabot.session.endpoint.Access;
import io.infrabot.session.endpoint.Answer;
import io.infrabot.session.endpoint.RequiresAccess;
import io.infrabot.session.endpoint.Route;
import io.infrabot.session.endpoint.SessionLocation;
import io.infrabot.session.endpoint.SessionLocation.Session;
import io.infrabot.session.nodes.KnownNodes;
import io.infrabot.session.owner.Ownership;
import io.infrabot.session.writer.LostRecords;
import io.infrabot.session.writer.UnreadableSessions;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How the whole is, from what is really seen: the partitions, the broker's echo, the nodes' beats (R0.37, R0.46). */
@Path("/api/v1")
@Tag(name = "health")
// the registry that Quarkus 3.32 brings is the one that Micrometer calls deprecated
@SuppressWarnings("deprecation")
public class HealthResource {

    /** The levels of R0.47. */
    public enum Level {
        HEALTHY,
        DEGRADED,
        UNHEALTHY,
        UNKNOWN
    }

    /** One part, with what was seen. */
    public record Component(Level status, String detail) {}

    /** The whole: as good as the session service and the broker, and DEGRADED where something it needs is not well. */
    public record Health(
            Level status, Instant timestamp, Duration uptime, String version, Map<String, Component> components) {}

    private final Ownership ownership;
    private final TopicsInUse topics;
    private final LostRecords lost;
    private final UnreadableSessions unreadable;
    private final KnownNodes nodes;
    private final PrometheusMeterRegistry metrics;
    private final Clock clock;
    private final String version;

    HealthResource(
            Ownership ownership,
            TopicsInUse topics,
            LostRecords lost,
            UnreadableSessions unreadable,
            KnownNodes nodes,
            PrometheusMeterRegistry metrics,
            Clock clock,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.ownership = ownership;
        this.topics = topics;
        this.lost = lost;
        this.unreadable = unreadable;
        this.nodes = nodes;
        this.metrics = metrics;
        this.clock = clock;
        this.version = version;
    }

    /** How the whole is. Always 200: the body says it; readiness for probes is on the management port. */
    @GET
    @SessionLocation(Session.NONE)
    @RequiresAccess(Access.VIEW)
    @Path("/health")
    @Produces(MediaType.APPLICATION_JSON)
    @Route(id = "getHealth", summary = "How the whole is")
    @Answer(status = 200, body = Health.class)
    public Health health() {
        var components = new LinkedHashMap<String, Component>();
        var sessionManager = new Component(
                ownership.isReady() ? Level.HEALTHY : Level.UNHEALTHY, "partitions: " + ownership.inOneLine());
        components.put("sessionManager", sessionManager);
        var broker = nodes.isBrokerHeard(System.nanoTime())
                ? new Component(Level.HEALTHY, "it gives back what is written")
                : new Component(Level.UNHEALTHY, "it has not given back our own beat for two seconds");
        components.put("broker", broker);
        components.put(
                "nodeWatch",
                topics.isListening() && broker.status() == Level.HEALTHY
                        ? new Component(Level.HEALTHY, "beats and states are being read")
                        : new Component(Level.UNHEALTHY, "beats and states are not being read yet"));
        var gone = topics.missingTopics();
        components.put(
                "topics",
                gone.isEmpty()
                        ? new Component(Level.HEALTHY, "all are there")
                        : new Component(Level.UNHEALTHY, "gone: " + gone));
        components.put(
                "records",
                lost.inOneLine().isEmpty()
                        ? new Component(Level.HEALTHY, "nothing was deleted before it was read")
                        : new Component(Level.DEGRADED, "deleted before they were read: " + lost.inOneLine()));
        components.put(
                "sessions",
                unreadable.inOneLine().isEmpty()
                        ? new Component(Level.HEALTHY, "every session can be read")
                        : new Component(Level.DEGRADED, "closed for writes, unreadable: " + unreadable.inOneLine()));
        // no kind of node takes the name of another part
        NodeHealth.of(nodes.known()).forEach(components::putIfAbsent);
        return new Health(
                overall(List.of(sessionManager, broker), components),
                clock.instant(),
                Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime()),
                version,
                components);
    }

    /** The parts alone, by name. */
    @GET
    @SessionLocation(Session.NONE)
    @RequiresAccess(Access.VIEW)
    @Path("/health/components")
    @Produces(MediaType.APPLICATION_JSON)
    @Route(id = "getHealthComponents", summary = "The parts alone, by name")
    @Answer(status = 200, body = Component.class, named = true)
    public Map<String, Component> components() {
        return health().components();
    }

    /** Everything measured, in the text format of Prometheus. */
    @GET
    @SessionLocation(Session.NONE)
    @RequiresAccess(Access.VIEW)
    @Path("/metrics")
    @Produces(MediaType.TEXT_PLAIN)
    @Route(id = "getMetrics", summary = "Everything measured, in the text format of Prometheus")
    @Answer(status = 200, body = String.class)
    public String metrics() {
        return metrics.scrape();
    }

    private static Level overall(List<Component> vital, Map<String, Component> components) {
        if (vital.stream().anyMatch(each -> each.status() == Level.UNHEALTHY)) {
            return Level.UNHEALTHY;
        }
        return components.values().stream().allMatch(each -> each.status() == Level.HEALTHY)
                ? Level.HEALTHY
                : Level.DEGRADED;
    }
}
