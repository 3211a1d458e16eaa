package io.infrabot.session.decide;

import io.infrabot.events.Request;
import io.infrabot.events.Request.CancelOperation;
import io.infrabot.events.Request.ChangeStatus;
import io.infrabot.events.Request.CreateSession;
import io.infrabot.events.Request.DeleteSession;
import io.infrabot.events.Request.RunOperation;
import io.infrabot.events.Request.Timer;
import io.infrabot.session.decide.Input.Asked;
import io.infrabot.session.decide.Input.Reported;
import io.infrabot.session.ledger.Ledger;
import io.infrabot.session.placement.Nodes;

/**
 * What to make of an input, given where its session stands. Pure: the same ledger, input and nodes give the same
 * decision, so that it may be taken again after a crash, and tried by the front door before anything is written.
 */
public final class Decider {

    private final SessionDecisions sessions;
    private final OperationDecisions operations;
    private final ReportDecisions reports;
    private final TimerDecisions timers;

    public Decider(Rules rules) {
        sessions = new SessionDecisions(rules);
        operations = new OperationDecisions();
        reports = new ReportDecisions();
        timers = new TimerDecisions(rules);
    }

    /** Decides {@code input}. Changes nothing, waits for nothing. */
    public Decision decide(Ledger ledger, Input input, Nodes nodes) {
        var session = ledger.session();
        if (session != null
                && session.hasDecided(input.origin().topic(), input.origin().offset())) {
            return new Decision.Nothing();
        }
        return switch (input) {
            case Asked(Request request, var origin) -> asked(ledger, request, origin, nodes);
            case Reported(var report, var origin) -> reports.admit(ledger, report, origin);
        };
    }

    /** Whether {@code request} would be taken now; as {@link #decide}, but without looking for a node. */
    public Decision tried(Ledger ledger, Request request, Input.Origin origin, Nodes nodes) {
        return request instanceof RunOperation run
                ? operations.tried(ledger, run, origin, nodes)
                : asked(ledger, request, origin, nodes);
    }

    private Decision asked(Ledger ledger, Request request, Input.Origin origin, Nodes nodes) {
        return switch (request) {
            case CreateSession create -> sessions.create(ledger, create, origin);
            case ChangeStatus change -> sessions.changeStatus(ledger, change, origin);
            case DeleteSession _ -> sessions.delete(ledger, origin);
            case RunOperation run -> operations.run(ledger, run, origin, nodes);
            case CancelOperation cancel -> operations.cancel(ledger, cancel, origin, nodes);
            case Timer timer -> timers.fire(ledger, timer, origin, nodes);
        };
    }
}
