package io.infrabot.session.routing;

import io.infrabot.events.SessionId;
import io.infrabot.session.endpoint.Endpoint;
import io.infrabot.session.endpoint.IdempotencyKeys;
import io.infrabot.session.owner.Ownership;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sends each call that concerns one session the way to who answers for it: the resources behind know nothing of other
 * instances (ADR 008).
 *
 * <p>Where a call's session stands is said on its {@link Endpoint}; what has none never comes here. Answers are streamed.
 */
@ApplicationScoped
class SessionRouter {

    private static final int AFTER_INTAKE = 900;
    private static final Set<HttpMethod> REPEATABLE_BY_KEY = Set.of(HttpMethod.POST, HttpMethod.PUT);

    private final Ownership ownership;
    private final Forwarder forwarder;
    private final Ids ids;

    SessionRouter(Ownership ownership, Forwarder forwarder, Ids ids) {
        this.ownership = ownership;
        this.forwarder = forwarder;
        this.ids = ids;
    }

    void register(@Observes Filters filters) {
        filters.register(this::choose, AFTER_INTAKE);
    }

    private void choose(RoutingContext context) {
        var route = Endpoint.of(context);
        if (route.isEmpty() || ownership.isAllHere()) {
            context.next();
            return;
        }
        var session = sessionOf(context, route.get());
        if (session.isEmpty()) {
            context.next();
            return;
        }
        go(
                context,
                Routing.of(
                        ownership.of(session.get()),
                        Forwarder.isForwarded(context.request()),
                        mayCome(route.get(), session.get())),
                session.get(),
                route.get());
    }

    /** Whether the answer may come from a copy that lies here. */
    private boolean mayCome(Endpoint route, SessionId session) {
        return !route.stream() && ownership.hasCopy(session);
    }

    private void go(RoutingContext context, Routing routing, SessionId session, Endpoint route) {
        switch (routing) {
            case Routing.Local _ -> context.next();
            case Routing.Forward(var owner) -> {
                nameIt(context);
                forwarder.forward(context, owner, () -> {
                    var copy = mayCome(route, session);
                    go(
                            context,
                            ownership.isHere(session) ? new Routing.Local() : Routing.withoutOwner(copy),
                            session,
                            route);
                });
            }
            case Routing.StaleCopy _ -> {
                nameIt(context);
                StaleAnswers.mark(context, session);
                context.next();
            }
            case Routing.Unavailable _ -> Forwarder.answerNotOurs(context);
        }
    }

    private Optional<SessionId> sessionOf(RoutingContext context, Endpoint route) {
        return switch (route.session()) {
            case NONE -> Optional.empty();
            case IN_PATH -> RequestedSession.sessionIn(route.firstVariable(context.normalizedPath()));
            case IN_QUERY -> RequestedSession.sessionIn(inQuery(context.request()));
            case IN_BODY -> RequestedSession.sessionInBody(bodyOf(context));
            case FROM_KEY -> opened(context);
        };
    }

    private static @Nullable String inQuery(HttpServerRequest request) {
        var operation = request.getParam("operationId");
        return operation == null ? request.getParam("sessionId") : operation;
    }

    /** Without a key any session will do, so one is opened here, unless nothing is ours. */
    private Optional<SessionId> opened(RoutingContext context) {
        if (!ownership.isAnyHere()) {
            nameIt(context);
        }
        return Optional.ofNullable(context.request().getHeader(IdempotencyKeys.HEADER))
                .flatMap(key -> RequestedSession.field(bodyOf(context), "team").map(team -> ids.session(team, key)));
    }

    /** A request that may be sent twice needs a key, so that it is one. */
    private static void nameIt(RoutingContext context) {
        var request = context.request();
        if (REPEATABLE_BY_KEY.contains(request.method()) && !request.headers().contains(IdempotencyKeys.HEADER)) {
            request.headers().set(IdempotencyKeys.HEADER, UUID.randomUUID().toString());
        }
    }

    private static byte[] bodyOf(RoutingContext context) {
        var buffer = context.body().buffer();
        return buffer == null ? new byte[0] : buffer.getBytes();
    }
}
