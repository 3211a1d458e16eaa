package io.infrabot.session.submit;

import io.infrabot.events.Request.RunOperation;
import io.infrabot.events.SessionId;
import io.infrabot.events.Target;
import io.infrabot.session.decide.Input;
import io.infrabot.session.decide.OperationIds;
import io.infrabot.session.problem.RequestFields;
import io.infrabot.session.routing.Ids;
import io.infrabot.session.topology.LedgerReads;
import io.infrabot.session.view.OperationView;
import io.infrabot.session.view.OperationViews;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks for an operation and answers 202 with where it stands. */
@ApplicationScoped
public class Submissions {

    private final Gateway gateway;
    private final LedgerReads ledger;
    private final OperationViews views;
    private final Ids ids;

    Submissions(Gateway gateway, LedgerReads ledger, OperationViews views, Ids ids) {
        this.gateway = gateway;
        this.ledger = ledger;
        this.views = views;
        this.ids = ids;
    }

    public Uni<Response> submit(
            @Nullable SessionId sessionId,
            String type,
            Map<String, Object> arguments,
            @Nullable Target target,
            @Nullable Duration timeout,
            @Nullable String key) {
        var session = RequestFields.required("sessionId", sessionId);
        var requestId = ids.ofRequest(key);
        var operation = OperationIds.of(session, Input.FRONT_DOOR, requestId);
        var request = new RunOperation(operation, session, type, arguments, target, timeout);
        return gateway.ask(request, requestId, key).map(decided -> {
            var standing = decided ? ledger.operation(operation) : null;
            var view = standing == null ? OperationView.undecided(operation, type, arguments) : views.of(standing);
            return Response.accepted(view)
                    .location(URI.create("/api/v1/operations/" + operation))
                    .build();
        });
    }
}
