package io.infrabot.session.edge;

import io.infrabot.session.SessionConfig;
import io.infrabot.session.endpoint.Endpoint;
import io.infrabot.session.endpoint.Endpoints;
import io.infrabot.session.endpoint.IdempotencyKeys;
import io.infrabot.session.problem.Problem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns away what no honest caller sends: other names for this host (DNS rebinding, S17), foreign pages (S16), paths with
 * double meanings (S02), bodies too large or of another type (S41, S58), queries that a route does not know. What is left
 * has its {@link Endpoint}. What is no HTTP at all comes no further than the {@link ConnectionGuard}.
 */
@ApplicationScoped
class FrontDoor {

    static final int FIRST = 1_000;
    static final long MAX_BODY = 1024 * 1024;
    private static final List<String> DOUBLE_MEANINGS = List.of(";", "//", "\\", "%2f", "%5c", "%3b", "%2e", "%00");
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");
    /** What Quarkus itself offers there, the documents of the API, is only read. */
    private static final String FRAMEWORK = "/q/";

    private static final Set<String> ONLY_READ = Set.of("GET", "HEAD", "OPTIONS");

    private final Set<String> allowedHosts;
    private final Endpoints endpoints;

    FrontDoor(SessionConfig config, Endpoints endpoints) {
        allowedHosts = config.allowedHosts();
        this.endpoints = endpoints;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, FIRST);
        ConnectionGuards.engage();
    }

    void register(@Observes Router router) {
        // before Quarkus' own handler, which would answer without a body
        router.route().order(-FIRST).failureHandler(FrontDoor::failed);
        router.errorHandler(400, context -> unreadable().closing(context));
        router.errorHandler(404, context -> notFound().answer(context));
    }

    private static void failed(RoutingContext context) {
        if (context.failure() instanceof HttpClosedException
                || context.response().closed()) {
            // whoever hung up within his body is answered nothing, and it is no fault of ours
            return;
        }
        switch (context.statusCode()) {
            case 400 -> unreadable().closing(context);
            case 413 -> Problem.tooLarge().closing(context);
            default -> context.next();
        }
    }

    private void check(RoutingContext context) {
        var complaint = complaintAbout(context.request());
        if (complaint.isPresent()) {
            answer(context, complaint.get());
        } else if (context.normalizedPath().startsWith(FRAMEWORK)) {
            only(ONLY_READ, context, context::next);
        } else {
            enter(context);
        }
    }

    private void enter(RoutingContext context) {
        var routes = endpoints.of(context.normalizedPath());
        if (routes.isEmpty()) {
            answer(context, notFound());
            return;
        }
        only(Endpoints.methods(routes), context, () -> {
            var method = context.request().method().name();
            var route = routes.stream()
                    .filter(each -> each.takes(method))
                    .findFirst()
                    .orElseThrow();
            var complaint = complaintAbout(context.request(), route);
            if (complaint.isPresent()) {
                answer(context, complaint.get());
            } else {
                route.keepIn(context);
                context.next();
            }
        });
    }

    private static void only(Set<String> methods, RoutingContext context, Runnable rest) {
        var method = context.request().method().name();
        var allow = String.join(", ", methods);
        if (!methods.contains(method)) {
            context.response().putHeader("Allow", allow);
            answer(context, Problem.of(405, "METHOD_NOT_ALLOWED", "the resource does not take this method"));
        } else if (method.equals("OPTIONS")) {
            context.response().putHeader("Allow", allow).setStatusCode(204).end();
        } else {
            rest.run();
        }
    }

    private Optional<Problem> complaintAbout(HttpServerRequest request) {
        var absolute = request.uri().startsWith("/") ? null : hostIn(request.uri());
        if (!isAllowed(hostOf(request)) || (absolute != null && !isAllowed(absolute))) {
            return Optional.of(Problem.of(
                    403,
                    "HOST_NOT_ALLOWED",
                    "this service does not answer under that Host; set infrabot.session.allowed-hosts"));
        }
        var origin = request.getHeader("Origin");
        if (origin != null && !isAllowed(hostIn(origin))) {
            return Optional.of(Problem.of(403, "ORIGIN_NOT_ALLOWED", "pages of that origin may not call this service"));
        }
        var path = request.path() == null ? "" : request.path().toLowerCase(Locale.ROOT);
        if (!path.startsWith("/") || DOUBLE_MEANINGS.stream().anyMatch(path::contains) || Query.decoded(path) == null) {
            return Optional.of(Problem.invalid("the path is none, or has characters that are not allowed"));
        }
        return !WITH_BODY.contains(request.method().name()) && BodyHeaders.announceBody(request.headers())
                ? Optional.of(Problem.invalid("a request of this method has no body"))
                : Optional.empty();
    }

    private static Optional<Problem> complaintAbout(HttpServerRequest request, Endpoint route) {
        return Query.complaintAbout(request.query(), route.parameters())
                .or(() -> route.takesKey() ? IdempotencyKeys.complaintAbout(request.headers()) : Optional.empty())
                .or(() -> WITH_BODY.contains(route.method())
                        ? BodyHeaders.complaintAbout(request.headers())
                        : Optional.empty());
    }

    private boolean isAllowed(@Nullable String host) {
        return host != null && allowedHosts.contains(host.toLowerCase(Locale.ROOT));
    }

    private static @Nullable String hostOf(HttpServerRequest request) {
        HostAndPort authority = request.authority();
        return authority == null ? null : authority.host();
    }

    private static @Nullable String hostIn(String uri) {
        try {
            return URI.create(uri).getHost();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Problem notFound() {
        return Problem.of(404, "NOT_FOUND", "there is no such resource; no path ends in a slash");
    }

    private static Problem unreadable() {
        return Problem.invalid("the request cannot be read");
    }

    private static void answer(RoutingContext context, Problem problem) {
        if (BodyHeaders.announceBody(context.request().headers())) {
            // which is not read
            problem.closing(context);
        } else {
            problem.answer(context);
        }
    }
}
