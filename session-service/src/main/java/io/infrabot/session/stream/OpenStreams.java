package io.infrabot.session.stream;

import io.infrabot.session.HeapShare;
import io.infrabot.session.SessionConfig;
import io.infrabot.session.edge.ClientConnections;
import io.infrabot.session.endpoint.Endpoint;
import io.infrabot.session.problem.Overload;
import io.infrabot.session.problem.Problem;
import io.infrabot.session.routing.Forwarder;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Bounds how many live streams are open here, for each client and for all; those that are forwarded to another instance
 * too. What they may hold in memory is bounded by {@link io.infrabot.session.live.StreamBudget}.
 */
@ApplicationScoped
class OpenStreams {

    private static final int BEHIND_FRONT_DOOR = 940;
    /** About what a stream takes that waits for nothing. */
    private static final long EACH = 32 * 1024;

    private static final long LOOK_MS = 1_000;

    private final int most;
    private final int mostOfClient;
    private final Map<RoutingContext, Open> open = new HashMap<>();
    private final Map<String, Integer> ofClients = new HashMap<>();

    private static final class Open {
        private final String client;
        private long clogged;

        private Open(String client) {
            this.client = client;
        }
    }

    @Inject
    OpenStreams(SessionConfig config, Vertx vertx, MeterRegistry registry) {
        this(HeapShare.of(2).holds(EACH, config.streams()), config.streamsPerClient());
        Gauge.builder("infrabot.mcp.streams.open", this, OpenStreams::count).register(registry);
        var _ = vertx.setPeriodic(LOOK_MS, _ -> look(System.nanoTime()));
    }

    OpenStreams(int most, int mostOfClient) {
        this.most = most;
        this.mostOfClient = mostOfClient;
    }

    void register(@Observes Filters filters) {
        filters.register(this::enter, BEHIND_FRONT_DOOR);
    }

    private void enter(RoutingContext call) {
        if (Endpoint.of(call).filter(Endpoint::stream).isEmpty()) {
            call.next();
            return;
        }
        var complaint = take(call, ClientConnections.clientOf(call), Forwarder.isForwarded(call.request()));
        if (complaint.isPresent()) {
            Overload.answer(call, complaint.get());
        } else {
            call.addEndHandler(_ -> leave(call));
            call.next();
        }
    }

    private synchronized int count() {
        return open.size();
    }

    /** Takes a place; or says why there is none. */
    synchronized Optional<Problem> take(RoutingContext call, String client, boolean isForwarded) {
        if (open.size() >= most) {
            return Optional.of(Overload.ofInstance("this instance has its " + most + " live streams open"));
        }
        if (!isForwarded && ofClients.getOrDefault(client, 0) >= mostOfClient) {
            return Optional.of(Overload.ofClient("a client may have " + mostOfClient + " live streams open"));
        }
        open.put(call, new Open(client));
        ofClients.merge(client, 1, Integer::sum);
        return Optional.empty();
    }

    /** Gives the place back; once is enough. */
    synchronized void leave(RoutingContext call) {
        var left = open.remove(call);
        if (left != null) {
            ofClients.computeIfPresent(left.client, (_, count) -> count == 1 ? null : count - 1);
        }
    }

    /**
     * Ends that nobody told us of, and forwarded streams whose reader takes nothing: those of this instance are looked
     * at where they are filled.
     */
    private void look(long now) {
        Map<RoutingContext, Open> all;
        synchronized (this) {
            all = new HashMap<>(open);
        }
        all.forEach((call, entry) -> {
            if (call.response().closed() || call.response().ended()) {
                leave(call);
            } else if (!call.response().writeQueueFull()) {
                entry.clogged = 0;
            } else if (entry.clogged == 0) {
                entry.clogged = now;
            } else if (now - entry.clogged >= SseStreams.STALLED_NANOS) {
                ClientConnections.cutOff(call);
            }
        });
    }
}
