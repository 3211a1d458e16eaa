package io.infrabot.session.live;

import io.infrabot.events.Progress;
import io.infrabot.events.SessionState;
import io.infrabot.session.ledger.Operation;
import io.infrabot.session.ledger.Phase;
import io.infrabot.session.ledger.Session;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * About how many bytes a value takes, in memory and again as JSON on its way out. Cheap: what is large is large by its
 * texts, and a text knows its length.
 */
public final class SizeEstimate {

    private static final long NUMBER = 24;
    private static final long ENTRY = 64;
    private static final long RECORD = 1_024;
    private static final long PART = 160;

    private SizeEstimate() {}

    /** Of an operation, with what it was given and what came out. */
    public static long of(Operation operation) {
        var result = switch (operation.phase()) {
            case Phase.Succeeded end -> of(end.result());
            case Phase.Failed end -> of(end.error().message());
            case Phase.Rejected end -> of(end.error().message());
            case Phase.Waiting _, Phase.OnNode _, Phase.Spread _, Phase.Cancelled _ -> 0;
        };
        var parts = operation.parts() == null ? 0 : PART * operation.parts().size();
        var lastError =
                operation.lastError() == null ? 0 : of(operation.lastError().message());
        return RECORD + of(operation.ask().arguments()) + result + lastError + parts;
    }

    /** Of a session, without its operations. */
    public static long of(Session session) {
        return RECORD + of(session.opening().labels()) + of(session.opening().metadata());
    }

    /** Of a session as lists have it. */
    public static long of(SessionState state) {
        return RECORD + of(state.labels()) + of(state.metadata()) + of(state.name());
    }

    /** Of a progress, which may tell of a thousand layers. */
    public static long of(Progress progress) {
        return RECORD + of(progress.message()) + PART * progress.layers().size();
    }

    /** Of a value as JSON has them. */
    public static long of(@Nullable Object value) {
        return switch (value) {
            case null -> 0;
            case CharSequence text -> NUMBER + text.length();
            case Map<?, ?> map -> {
                long sum = ENTRY;
                for (var entry : map.entrySet()) {
                    sum += ENTRY + of(entry.getKey()) + of(entry.getValue());
                }
                yield sum;
            }
            case Collection<?> all -> {
                long sum = ENTRY;
                for (var each : all) {
                    sum += NUMBER + of(each);
                }
                yield sum;
            }
            default -> NUMBER;
        };
    }
}
