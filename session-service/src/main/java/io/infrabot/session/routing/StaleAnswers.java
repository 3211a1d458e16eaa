package io.infrabot.session.routing;

import io.infrabot.events.SessionId;
import io.infrabot.session.owner.Ownership;
import io.infrabot.session.problem.Problem;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Marks what was answered from a copy. A copy may lack the newest facts, so it never says no for good: where it does not
 * know something, or knows it in a state that forbids, the caller is told to try again.
 */
@ApplicationScoped
class StaleAnswers {

    /** On an answer from a copy: {@code true}. */
    static final String STALE = "X-InfraBot-Stale";

    private static final String CONCERNS = StaleAnswers.class.getName();
    /** What follows from the ledger, and may be otherwise in a newer one. */
    private static final Set<Integer> NOT_FOR_SURE = Set.of(404, 409, 429);

    private final Ownership ownership;

    StaleAnswers(Ownership ownership) {
        this.ownership = ownership;
    }

    /** The call is answered from a copy of the session's partition. */
    static void mark(RoutingContext context, SessionId session) {
        context.put(CONCERNS, session);
    }

    /** Says so on the answer. A request that was decided here in the end, after the partition came, is not stale. */
    @ServerResponseFilter
    void answer(ContainerResponseContext response, RoutingContext context) {
        if (!(context.get(CONCERNS) instanceof SessionId session)) {
            return;
        }
        if (isUnsure(response.getStatus())) {
            var problem = Problem.of(503, "NOT_READY", "the session's owner does not answer now; try again shortly");
            response.setStatus(problem.status());
            response.setEntity(problem, null, MediaType.valueOf(Problem.MEDIA_TYPE));
            response.getHeaders().putSingle("Retry-After", 1);
        } else if (context.request().method().equals(HttpMethod.GET) || !ownership.isHere(session)) {
            response.getHeaders().putSingle(STALE, "true");
        }
    }

    static boolean isUnsure(int status) {
        return NOT_FOR_SURE.contains(status);
    }
}
