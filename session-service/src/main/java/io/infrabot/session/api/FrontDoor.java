package io.infrabot.session.api;

import io.infrabot.session.SessionConfig;
import io.infrabot.wire.RecordCodec;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns away, before any route is chosen, what no honest caller sends: other names for this host (DNS rebinding, S17),
 * foreign pages (S16), paths with double meanings (S02), bodies too large or of another type (S41, S58).
 */
@ApplicationScoped
class FrontDoor {

    private static final int FIRST = 1_000;
    static final long MAX_BODY = 1024 * 1024;
    private static final List<String> DOUBLE_MEANINGS = List.of(";", "//", "\\", "%2f", "%5c", "%3b", "%2e", "%00");
    private static final Set<HttpMethod> WITH_BODY = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

    private final Set<String> allowedHosts;
    private final BodyHandler counted = BodyHandler.create(false).setBodyLimit(MAX_BODY);

    FrontDoor(SessionConfig config) {
        allowedHosts = config.allowedHosts();
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, FIRST);
    }

    void register(@Observes Router router) {
        // before Quarkus' own handler, which would answer without a body
        router.route().order(-FIRST).failureHandler(context -> {
            if (context.statusCode() == 413) {
                answer(context, tooLarge());
            } else {
                context.next();
            }
        });
        router.errorHandler(404, context -> answer(context, Problem.of(404, "NOT_FOUND", "there is no such resource")));
    }

    private void check(RoutingContext context) {
        var complaint = complaintAbout(context.request());
        if (complaint.isPresent()) {
            answer(context, complaint.get());
        } else if (context.request().getHeader("Transfer-Encoding") != null) {
            // its length is not said in advance, so that it has to be taken in and counted here
            counted.handle(context);
        } else {
            context.next();
        }
    }

    private Optional<Problem> complaintAbout(HttpServerRequest request) {
        if (!isAllowed(hostOf(request))) {
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
        if (DOUBLE_MEANINGS.stream().anyMatch(path::contains)) {
            return Optional.of(Problem.of(400, "REQUEST_INVALID", "the path has characters that are not allowed"));
        }
        return WITH_BODY.contains(request.method()) ? complaintAboutBody(request) : Optional.empty();
    }

    private static Optional<Problem> complaintAboutBody(HttpServerRequest request) {
        if (lengthOf(request) > MAX_BODY) {
            return Optional.of(tooLarge());
        }
        var type = request.getHeader("Content-Type");
        var hasBody = lengthOf(request) > 0 || request.getHeader("Transfer-Encoding") != null;
        if (hasBody && (type == null || !isJson(type))) {
            return Optional.of(Problem.of(415, "UNSUPPORTED_MEDIA_TYPE", "the body must be application/json"));
        }
        return Optional.empty();
    }

    private static boolean isJson(String type) {
        return type.split(";", 2)[0].strip().equalsIgnoreCase("application/json");
    }

    private static long lengthOf(HttpServerRequest request) {
        var length = request.getHeader("Content-Length");
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    private boolean isAllowed(@Nullable String host) {
        return host != null && allowedHosts.contains(host.toLowerCase(Locale.ROOT));
    }

    private static @Nullable String hostOf(HttpServerRequest request) {
        HostAndPort authority = request.authority();
        return authority == null ? null : authority.host();
    }

    private static @Nullable String hostIn(String origin) {
        try {
            return URI.create(origin).getHost();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Problem tooLarge() {
        return Problem.of(413, "BODY_TOO_LARGE", "the body is larger than 1 MB");
    }

    private static void answer(RoutingContext context, Problem problem) {
        var response = context.response();
        if (problem.status() == 413 || problem.status() == 415) {
            // the rest of the body is not read
            response.putHeader("Connection", "close");
        }
        response.setStatusCode(problem.status())
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .end(io.vertx.core.buffer.Buffer.buffer(RecordCodec.encode(problem)))
                .onFailure(_ -> context.request().connection().close());
    }
}
