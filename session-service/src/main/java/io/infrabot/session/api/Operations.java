package io.infrabot.session.api;

import io.infrabot.events.OperationId;
import io.infrabot.events.SessionId;
import io.infrabot.session.ledger.Operation;
import io.infrabot.session.writer.OwnLedger;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;

/** Looks operations up and shows them. */
@ApplicationScoped
class Operations {

    private final OwnLedger ledger;
    private final OperationViews views;

    Operations(OwnLedger ledger, OperationViews views) {
        this.ledger = ledger;
        this.views = views;
    }

    Operation find(OperationId id) {
        var operation = ledger.operation(id);
        if (operation == null) {
            throw new Refused(Problem.of(404, "OPERATION_NOT_FOUND", "there is no operation " + id));
        }
        return operation;
    }

    OperationView view(OperationId id) {
        return view(find(id));
    }

    OperationView view(Operation operation) {
        return views.of(operation);
    }

    List<OperationView> ofSession(SessionId session, String typePrefix) {
        var standing = ledger.session(session);
        if (standing == null || standing.deleted()) {
            throw new Refused(Problem.of(404, "SESSION_NOT_FOUND", "there is no session " + session));
        }
        return ledger.operations(session).stream()
                .filter(each -> each.ask().type().startsWith(typePrefix))
                .sorted(Comparator.comparing(each -> each.ask().at()))
                .map(this::view)
                .toList();
    }
}
