package io.infrabot.session.rest.operations;

import io.infrabot.events.OperationId;
import io.infrabot.events.SessionId;
import io.infrabot.session.index.SessionIndex;
import io.infrabot.session.ledger.Operation;
import io.infrabot.session.live.SizeEstimate;
import io.infrabot.session.problem.Problem;
import io.infrabot.session.problem.RefusedRequest;
import io.infrabot.session.rest.Cursor;
import io.infrabot.session.rest.Page;
import io.infrabot.session.rest.Slice;
import io.infrabot.session.topology.LedgerReads;
import io.infrabot.session.view.OperationView;
import io.infrabot.session.view.OperationViews;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Looks operations up and shows them. */
@ApplicationScoped
public class Operations {

    private static final Comparator<Operation> ORDER = Comparator.comparing(
                    (Operation each) -> each.ask().at())
            .thenComparing(each -> each.id().value());

    private final LedgerReads ledger;
    private final OperationViews views;

    Operations(LedgerReads ledger, OperationViews views) {
        this.ledger = ledger;
        this.views = views;
    }

    /** The operation; refused as OPERATION_NOT_FOUND where there is none. */
    public Operation find(OperationId id) {
        var operation = ledger.operation(id);
        if (operation == null) {
            throw new RefusedRequest(Problem.of(404, "OPERATION_NOT_FOUND", "there is no operation " + id));
        }
        return operation;
    }

    /** As {@link #find}, as users see it. */
    public OperationView view(OperationId id) {
        return view(find(id));
    }

    /** The operation as users see it. */
    public OperationView view(Operation operation) {
        return views.of(operation);
    }

    /**
     * A page of a session's operations, oldest first.
     *
     * @param typePrefix how the names of the wanted types begin
     * @param cursor     where the page before it ended; null for the first
     */
    public Page<OperationView> ofSession(SessionId session, String typePrefix, int limit, @Nullable String cursor) {
        var list = typePrefix + "operations of " + session;
        var after = Cursor.read(list, cursor);
        var standing = ledger.session(session);
        if (standing == null || standing.deleted()) {
            throw new RefusedRequest(Problem.of(404, "SESSION_NOT_FOUND", "there is no session " + session));
        }
        var slice = new Slice<Operation>(ORDER, limit, Page.MAX_BYTES, SizeEstimate::of);
        ledger.operations(session, each -> {
            if (each.ask().type().startsWith(typePrefix) && (after == null || isAfter(each, after))) {
                slice.offer(each);
            }
        });
        var items = slice.items();
        return new Page<>(
                items.stream().map(this::view).toList(),
                slice.isCut() ? Cursor.of(list, placeOf(items.getLast())) : null);
    }

    private static SessionIndex.Place placeOf(Operation operation) {
        return new SessionIndex.Place(operation.ask().at(), operation.id().value());
    }

    private static boolean isAfter(Operation operation, SessionIndex.Place place) {
        var byTime = operation.ask().at().compareTo(place.createdAt());
        return byTime > 0 || (byTime == 0 && operation.id().value().compareTo(place.id()) > 0);
    }
}
