package io.infrabot.session.api;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Takes each body in, whole and once, before anything is chosen: the session's id may stand in it, and it is needed
 * again where the owner turns out to be dead. A slow one holds no thread; how long it may take, the {@link Doorman} says.
 */
@ApplicationScoped
class Intake {

    private static final int BETWEEN_OPEN_CALLS_AND_CROSSROADS = 940;
    /** What any call may have; {@link Waiting} bounds how many there are. */
    private static final long SMALL = 16 * 1024;

    private static final long SHARE_OF_HEAP = 16;

    private final BodyHandler body = BodyHandler.create(false).setBodyLimit(FrontDoor.MAX_BODY);
    private final Map<RoutingContext, Long> large = new HashMap<>();
    private final long mostBytes =
            Math.max(4 * FrontDoor.MAX_BODY, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);

    void register(@Observes Filters filters) {
        filters.register(this::takeIn, BETWEEN_OPEN_CALLS_AND_CROSSROADS);
    }

    private void takeIn(RoutingContext context) {
        var headers = context.request().headers();
        if (!BodyHeaders.announceBody(headers)) {
            context.next();
        } else if (hasRoomFor(context, BodyHeaders.mostBytes(headers))) {
            body.handle(context);
        } else {
            Problem.of(503, "NOT_READY", "too many large requests are being read; try again shortly")
                    .closing(context);
        }
    }

    private synchronized boolean hasRoomFor(RoutingContext context, long bytes) {
        if (bytes <= SMALL) {
            return true;
        }
        if (taken() + bytes > mostBytes) {
            // an end that nobody told us of must not keep its room
            large.keySet()
                    .removeIf(call -> call.response().ended() || call.response().closed());
        }
        if (taken() + bytes > mostBytes) {
            return false;
        }
        large.put(context, bytes);
        context.addEndHandler(_ -> leave(context));
        return true;
    }

    private synchronized void leave(RoutingContext context) {
        large.remove(context);
    }

    private long taken() {
        return large.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * Gives the body to the resources. Left alone, Quarkus reads it from the request again: one above its own buffer of
     * 10 kB then comes to them as zeros, and one whose request has ended, because the owner was asked in between, as
     * nothing.
     */
    @ServerRequestFilter(preMatching = true)
    void handOver(ContainerRequestContext request, RoutingContext context) {
        var taken = context.body().buffer();
        if (taken != null) {
            request.setEntityStream(new ByteArrayInputStream(taken.getBytes()));
        }
    }
}
