package io.infrabot.events.bounds;

import io.infrabot.events.ErrorCode;
import io.infrabot.events.OperationError;
import io.infrabot.events.Report;
import io.infrabot.events.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a node's word must be, so that the fact it becomes can be read by everybody. Held by nodes and by the writer. */
public final class ReportBounds {

    private static final TextBounds ERROR_WORD = new TextBounds(1, 64, TextBounds.Controls.NONE);
    private static final TextBounds MESSAGE = new TextBounds(0, OperationError.MAX_MESSAGE, TextBounds.Controls.OUTPUT);

    /** Long above what a run may take; sums over all nodes stay far from the ends of a duration. */
    private static final Duration LONGEST = Duration.ofDays(1_000);

    /** A petabyte; sums over all nodes stay far from the ends of a number. */
    private static final long MOST_BYTES = 1L << 50;

    private ReportBounds() {}

    /** What is wrong with {@code report} but for a result; its required parts are there. */
    public static List<Violation> violations(Report report) {
        var found = new ArrayList<Violation>();
        RequestBounds.text("incarnation", report.incarnation(), TextBounds.WORD, found);
        switch (report) {
            case Report.Started ignored -> {
                // no more than ids
            }
            case Report.AttemptFailed failed -> {
                error(failed.error(), found);
                duration("retryIn", failed.retryIn(), found);
            }
            case Report.Declined declined -> RequestBounds.text("reason", declined.reason(), MESSAGE, found);
            case Report.Succeeded end -> usage(end.usage(), found);
            case Report.Failed end -> {
                error(end.error(), found);
                usage(end.usage(), found);
            }
            case Report.Cancelled end -> usage(end.usage(), found);
        }
        return List.copyOf(found);
    }

    /** How a run ends whose effect is there, and whose result cannot be kept; empty where it can. */
    public static Optional<OperationError> failureOf(Map<String, Object> result) {
        return JsonBounds.RESULT
                .violationIn("result", result)
                .map(wrong -> OperationError.of(
                        wrong.tooMuch() ? ErrorCode.RESULT_TOO_LARGE : ErrorCode.INTERNAL,
                        "the effect is there, but its result cannot be kept: " + wrong.sentence()));
    }

    private static void error(OperationError error, List<Violation> found) {
        RequestBounds.text("error.code", error.code(), ERROR_WORD, found);
        RequestBounds.text("error.category", error.category(), ERROR_WORD, found);
        RequestBounds.text("error.message", error.message(), MESSAGE, found);
    }

    private static void usage(Usage usage, List<Violation> found) {
        duration("usage.wallTime", usage.wallTime(), found);
        duration("usage.cpuTime", usage.cpuTime(), found);
        bytes("usage.allocatedBytes", usage.allocatedBytes(), found);
        bytes("usage.networkReceivedBytes", usage.networkReceivedBytes(), found);
        bytes("usage.networkSentBytes", usage.networkSentBytes(), found);
    }

    private static void duration(String path, @Nullable Duration value, List<Violation> found) {
        if (value != null && (value.isNegative() || value.compareTo(LONGEST) > 0)) {
            found.add(new Violation(path, "must be from PT0S to " + LONGEST));
        }
    }

    private static void bytes(String path, long value, List<Violation> found) {
        if (value < 0 || value > MOST_BYTES) {
            found.add(new Violation(path, "must be from 0 to " + MOST_BYTES));
        }
    }
}
