package io.infrabot.session.edge;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.ByteArrayInputStream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Takes each body in, whole and once, before anything is chosen: the session's id may stand in it, and it is needed
 * again where the owner turns out to be dead. A slow one holds no thread; how long it may take, the {@link ConnectionGuard} says,
 * and how many there may be at once, {@link RequestBudget}.
 */
@ApplicationScoped
class BodyIntake {

    private static final int BETWEEN_OPEN_CALLS_AND_CROSSROADS = 940;

    private final BodyHandler body = BodyHandler.create(false).setBodyLimit(FrontDoor.MAX_BODY);

    void register(@Observes Filters filters) {
        filters.register(this::takeIn, BETWEEN_OPEN_CALLS_AND_CROSSROADS);
    }

    private void takeIn(RoutingContext context) {
        if (BodyHeaders.announceBody(context.request().headers())) {
            body.handle(context);
        } else {
            context.next();
        }
    }

    /**
     * Gives the body to the resources. Left alone, Quarkus reads it from the request again: one above its own buffer of
     * 10 kB then comes to them as zeros, and one whose request has ended, because the owner was asked in between, as
     * nothing.
     */
    @ServerRequestFilter(preMatching = true)
    void handOver(ContainerRequestContext request, RoutingContext context) {
        if (BodyHeaders.announceBody(context.request().headers())) {
            // of a body in chunks that is empty nothing is kept; Quarkus would wait for it for ever
            var taken = context.body().buffer();
            request.setEntityStream(new ByteArrayInputStream(taken == null ? new byte[0] : taken.getBytes()));
        }
    }
}
