package io.infrabot.tools.run;

import io.infrabot.events.OperationError;
import io.infrabot.events.Report;
import io.infrabot.events.Usage;
import io.infrabot.events.Work.StartRun;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the reports of one run. In a final one, {@code attempt} is the number of the last attempt that this run
 * started, and 0 where it started none.
 */
record RunReports(StartRun work, NodeIdentity identity, NodeTime time) {

    Report.Started started(int attempt) {
        return new Report.Started(
                work.sessionId(),
                work.operationId(),
                work.run(),
                identity.node(),
                identity.incarnation(),
                time.now(),
                attempt);
    }

    Report.AttemptFailed attemptFailed(int attempt, OperationError error, @Nullable Duration retryIn) {
        return new Report.AttemptFailed(
                work.sessionId(),
                work.operationId(),
                work.run(),
                identity.node(),
                identity.incarnation(),
                time.now(),
                attempt,
                error,
                retryIn);
    }

    Report.Declined declined(String reason) {
        return new Report.Declined(
                work.sessionId(),
                work.operationId(),
                work.run(),
                identity.node(),
                identity.incarnation(),
                time.now(),
                reason);
    }

    Report.Succeeded succeeded(int attempt, Map<String, Object> result, Usage usage) {
        return new Report.Succeeded(
                work.sessionId(),
                work.operationId(),
                work.run(),
                identity.node(),
                identity.incarnation(),
                time.now(),
                attempt,
                result,
                usage);
    }

    Report.Failed failed(int attempt, OperationError error, Usage usage) {
        return new Report.Failed(
                work.sessionId(),
                work.operationId(),
                work.run(),
                identity.node(),
                identity.incarnation(),
                time.now(),
                attempt,
                error,
                usage);
    }

    Report.Cancelled cancelled(int attempt, Usage usage) {
        return new Report.Cancelled(
                work.sessionId(),
                work.operationId(),
                work.run(),
                identity.node(),
                identity.incarnation(),
                time.now(),
                attempt,
                usage);
    }
}
