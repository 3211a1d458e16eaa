package io.infrabot.session.decide;

import io.infrabot.events.Report;
import io.infrabot.events.SessionEvent.OperationAttemptFailed;
import io.infrabot.events.SessionEvent.OperationDeclined;
import io.infrabot.events.SessionEvent.OperationFailed;
import io.infrabot.events.SessionEvent.OperationStarted;
import io.infrabot.events.SessionEvent.OperationSucceeded;
import io.infrabot.session.ledger.Ledger;
import io.infrabot.session.ledger.Operation;
import io.infrabot.session.ledger.Phase;

/** Admits what nodes report: only the run that counts now is heard, and only once. */
final class ReportDecisions {

    Decision admit(Ledger ledger, Report report, Input.Origin origin) {
        var operation = ledger.operation(report.operationId());
        if (operation == null || !operation.isHeldBy(report.run())) {
            return new Decision.Nothing();
        }
        var facts = new FactList(ledger, origin);
        switch (report) {
            case Report.Started started -> started(facts, operation, started);
            case Report.AttemptFailed failed -> attemptFailed(facts, failed);
            case Report.Declined declined -> declined(facts, operation, declined);
            case Report.Succeeded end ->
                facts.add(new OperationSucceeded(
                        end.sessionId(),
                        facts.nextVersion(),
                        facts.at(),
                        end.operationId(),
                        end.run(),
                        end.attempt(),
                        end.result(),
                        end.usage()));
            case Report.Failed end ->
                facts.add(new OperationFailed(
                        end.sessionId(),
                        facts.nextVersion(),
                        facts.at(),
                        end.operationId(),
                        end.run(),
                        end.attempt(),
                        end.error(),
                        end.usage()));
            case Report.Cancelled end -> Cancelling.end(facts, operation, end.run(), end.usage(), null);
        }
        return facts.decision();
    }

    private static void started(FactList facts, Operation operation, Report.Started report) {
        if (report.attempt() > operation.attempt()) {
            facts.add(new OperationStarted(
                    report.sessionId(),
                    facts.nextVersion(),
                    facts.at(),
                    report.operationId(),
                    report.run(),
                    report.node(),
                    report.attempt()));
        }
    }

    private static void attemptFailed(FactList facts, Report.AttemptFailed report) {
        facts.add(new OperationAttemptFailed(
                report.sessionId(),
                facts.nextVersion(),
                facts.at(),
                report.operationId(),
                report.run(),
                report.attempt(),
                report.error(),
                report.retryIn()));
    }

    /** What is declined waits for its release: placing it at once would send it straight back to the full node. */
    private static void declined(FactList facts, Operation operation, Report.Declined report) {
        if (operation.phase() instanceof Phase.Cancelling) {
            Cancelling.end(facts, operation, report.run(), null, "its node declined it while it was being stopped");
        } else {
            facts.add(new OperationDeclined(
                    report.sessionId(),
                    facts.nextVersion(),
                    facts.at(),
                    report.operationId(),
                    report.run(),
                    report.node(),
                    report.reason()));
        }
    }
}
