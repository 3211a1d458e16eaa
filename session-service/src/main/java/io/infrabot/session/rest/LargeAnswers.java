package io.infrabot.session.rest;

import io.infrabot.session.BoundedExecutor;
import io.infrabot.session.HeapShare;
import io.infrabot.session.edge.RequestBudget;
import io.infrabot.session.problem.Overload;
import io.infrabot.session.problem.RefusedRequest;
import io.infrabot.wire.RecordCodec;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Makes the pages of lists, a few at once: a page is there as values, in pieces of JSON and as a whole. Then only its
 * bytes are kept, and those count at {@link RequestBudget} until they have been taken. Written piece by piece it would hold a
 * thread, and its values, for as long as its caller likes.
 */
@ApplicationScoped
public class LargeAnswers {

    /** The part of the heap that pages may take while they are made: one eighth. */
    private static final int SHARE = 8;
    /** A full page, as often as it is there meanwhile. */
    private static final long EACH = 4 * Page.MAX_BYTES;

    private static final int MOST_THREADS = 16;
    private static final MediaType JSON = MediaType.APPLICATION_JSON_TYPE.withCharset("UTF-8");

    private final RequestBudget calls;
    private final CurrentVertxRequest current;
    private final Executor makers;

    @Inject
    LargeAnswers(RequestBudget calls, CurrentVertxRequest current) {
        this.calls = calls;
        this.current = current;
        this.makers = BoundedExecutor.of("page", HeapShare.of(SHARE).holds(EACH, MOST_THREADS));
    }

    /** Answers with what {@code answer} makes, when it is this call's turn. */
    public Uni<Response> of(Supplier<?> answer) {
        var call = current.getCurrent();
        return Uni.createFrom().item(() -> made(call, answer)).runSubscriptionOn(makers);
    }

    private Response made(RoutingContext call, Supplier<?> answer) {
        // none is made for whoever has gone meanwhile, or would be told that there is no room
        if (call.response().closed()) {
            throw new RefusedRequest(Overload.ofInstance("the call has been given up"));
        }
        room(call, 0);
        var json = RecordCodec.encode(answer.get());
        room(call, json.length);
        return Response.ok(json, JSON).build();
    }

    private void room(RoutingContext call, long bytes) {
        calls.answer(call, bytes).ifPresent(complaint -> {
            throw new RefusedRequest(complaint);
        });
    }
}
