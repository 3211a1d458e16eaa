package io.infrabot.service.http;

import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Turns away from metrics and health who calls them under a name of his own, as the front door does. */
@Singleton
final class ManagementFilter {

    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final String UNREADABLE = """
            {"status":400,"code":"REQUEST_INVALID","detail":"the path has a bad escape"}""";
    private static final String NOT_ALLOWED = """
            {"status":403,"code":"HOST_NOT_ALLOWED","detail":"this port does not answer under that Host, nor pages of \
            that Origin; set infrabot.management.allowed-hosts"}""";

    private final AllowedHosts allowed;

    ManagementFilter(
            @ConfigProperty(name = "infrabot.management.allowed-hosts", defaultValue = "localhost") Set<String> names) {
        allowed = new AllowedHosts(
                names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet()));
    }

    void guard(@Observes ManagementInterface management) {
        management.router().route().order(Integer.MIN_VALUE).handler(this::check);
    }

    void check(RoutingContext context) {
        var request = context.request();
        var authority = request.authority();
        var named = request.headers().getAll("Host");
        if (named.size() < 2
                && (named.isEmpty() || authority != null)
                && allowed.allow(authority == null ? null : authority.host())
                && allowed.allowOrigin(request.getHeader("Origin"))) {
            enter(context);
        } else {
            refuse(context, FORBIDDEN, NOT_ALLOWED);
        }
    }

    /** A path that cannot be read ends every route with an exception, and the log with its trace. */
    private static void enter(RoutingContext context) {
        try {
            var _ = context.normalizedPath();
        } catch (IllegalArgumentException e) {
            refuse(context, BAD_REQUEST, UNREADABLE);
            return;
        }
        context.next();
    }

    private static void refuse(RoutingContext context, int status, String problem) {
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/problem+json")
                .end(problem)
                .onFailure(_ -> context.request().connection().close());
    }
}
