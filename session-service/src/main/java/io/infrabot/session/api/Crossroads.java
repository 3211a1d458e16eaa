package io.infrabot.session.api;

import io.infrabot.events.SessionId;
import io.infrabot.session.owner.Ownership;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Sends each call that concerns one session the way to who answers for it: the resources behind know nothing of other
 * instances (ADR 008).
 *
 * <p>Bodies of requests are small (the front door sees to that) and are taken in: the session's id may stand in them,
 * and they are needed again where the owner turns out to be dead. Answers are streamed.
 */
@ApplicationScoped
class Crossroads {

    private static final int AFTER_FRONT_DOOR = 900;
    private static final String KEY = "Idempotency-Key";
    private static final Set<HttpMethod> WITH_BODY = Set.of(HttpMethod.POST, HttpMethod.PUT);

    private final Ownership ownership;
    private final Forwarder forwarder;
    private final Ids ids;
    private final BodyHandler body = BodyHandler.create(false).setBodyLimit(FrontDoor.MAX_BODY);

    Crossroads(Ownership ownership, Forwarder forwarder, Ids ids) {
        this.ownership = ownership;
        this.forwarder = forwarder;
        this.ids = ids;
    }

    void register(@Observes Filters filters) {
        filters.register(this::takeIn, AFTER_FRONT_DOOR);
        filters.register(this::choose, AFTER_FRONT_DOOR - 1);
    }

    private void takeIn(RoutingContext context) {
        if (!ownership.isAllHere() && WITH_BODY.contains(context.request().method())) {
            body.handle(context);
        } else {
            context.next();
        }
    }

    private void choose(RoutingContext context) {
        var session = ownership.isAllHere() ? Optional.<SessionId>empty() : sessionOf(context);
        if (session.isEmpty()) {
            context.next();
            return;
        }
        var copy = ownership.hasCopy(session.get()) && !Call.isStream(context.normalizedPath());
        go(context, Way.of(ownership.of(session.get()), Forwarder.isForwarded(context.request()), copy), session.get());
    }

    private void go(RoutingContext context, Way way, SessionId session) {
        switch (way) {
            case Way.Here _ -> context.next();
            case Way.Forward(var owner) -> {
                nameIt(context);
                forwarder.forward(context, owner, () -> {
                    var copy = ownership.hasCopy(session) && !Call.isStream(context.normalizedPath());
                    go(context, ownership.isHere(session) ? new Way.Here() : Way.withoutOwner(copy), session);
                });
            }
            case Way.Stale _ -> {
                nameIt(context);
                StaleAnswers.mark(context, session);
                context.next();
            }
            case Way.NotNow _ -> Forwarder.answerNotOurs(context);
        }
    }

    private Optional<SessionId> sessionOf(RoutingContext context) {
        var request = context.request();
        var post = request.method().equals(HttpMethod.POST);
        var path = context.normalizedPath();
        if (Call.isByBody(post, path)) {
            return Call.sessionIn(bodyOf(context));
        }
        if (Call.isOpening(post, path)) {
            return opened(context);
        }
        return Call.sessionIn(path, request.getParam("operationId"), request.getParam("sessionId"));
    }

    /** Without a key any session will do, so one is opened here, unless nothing is ours. */
    private Optional<SessionId> opened(RoutingContext context) {
        if (!ownership.isAnyHere()) {
            nameIt(context);
        }
        return Optional.ofNullable(context.request().getHeader(KEY))
                .flatMap(key -> Call.field(bodyOf(context), "team").map(team -> ids.session(team, key)));
    }

    /** A request that may be sent twice needs a key, so that it is one. */
    private static void nameIt(RoutingContext context) {
        var request = context.request();
        if (WITH_BODY.contains(request.method()) && !request.headers().contains(KEY)) {
            request.headers().set(KEY, UUID.randomUUID().toString());
        }
    }

    private static byte[] bodyOf(RoutingContext context) {
        var buffer = context.body().buffer();
        return buffer == null ? new byte[0] : buffer.getBytes();
    }
}
