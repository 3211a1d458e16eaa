package io.infrabot.session.edge;

import io.infrabot.session.endpoint.Endpoint;
import io.infrabot.session.routing.Forwarder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Counts the calls that are being answered, so that an instance that leaves can finish them and take no new ones. */
@ApplicationScoped
public class InFlightRequests {

    private static final int BEFORE_ROUTER = 950;
    private static final int MANY = 1_000;

    private final Set<RoutingContext> open = new HashSet<>();
    private int clearAt = MANY;
    private boolean closed;

    void register(@Observes Filters filters) {
        filters.register(this::enter, BEFORE_ROUTER);
    }

    private void enter(RoutingContext context) {
        if (Endpoint.of(context).isEmpty()) {
            // documents of the API: any instance shows them to its end
            context.next();
        } else if (isLetIn(context)) {
            context.addEndHandler(_ -> leave(context));
            context.next();
        } else {
            context.response().putHeader("Connection", "close");
            Forwarder.answerNotOurs(context);
        }
    }

    /** An end that nobody tells us of must not keep a call for ever: now and then the ended ones are cleared away. */
    private synchronized boolean isLetIn(RoutingContext context) {
        if (open.size() >= clearAt) {
            open.removeIf(call -> !isUnanswered(call));
            clearAt = Math.max(MANY, 2 * open.size());
        }
        return !closed && open.add(context);
    }

    private synchronized void leave(RoutingContext context) {
        open.remove(context);
        notifyAll();
    }

    /** Takes no new calls from now on: they are told to try again, at another instance. */
    public synchronized void close() {
        closed = true;
    }

    /** Returns when every call has been answered, or {@code patience} is over; names the calls that are left. */
    public synchronized List<String> awaitAnswered(Duration patience) throws InterruptedException {
        var end = System.nanoTime() + patience.toNanos();
        for (var rest = patience.toMillis(); rest > 0 && !allAnswered(); rest = (end - System.nanoTime()) / 1_000_000) {
            wait(rest);
        }
        return open.stream()
                .filter(InFlightRequests::isUnanswered)
                .map(call -> call.request().method() + " " + call.request().path())
                .toList();
    }

    private boolean allAnswered() {
        return open.stream().noneMatch(InFlightRequests::isUnanswered);
    }

    /** Whoever hung up needs no answer, even where nobody told us so. */
    private static boolean isUnanswered(RoutingContext call) {
        return !call.response().ended() && !call.response().closed();
    }
}
