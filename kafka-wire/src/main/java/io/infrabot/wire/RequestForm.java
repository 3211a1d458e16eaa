package io.infrabot.wire;

import io.infrabot.events.Request;
import io.infrabot.events.bounds.RequestBounds;
import io.infrabot.events.bounds.Violation;
import java.util.List;

/**
 * Whether a request has the form that it must have. The front door asks before it publishes, and the writer's gate asks
 * again: so what was answered 202 is never refused for its form.
 */
public final class RequestForm {

    private RequestForm() {}

    /** Everything that is wrong with {@code request}, though a part that is missing comes alone; empty where nothing is. */
    public static List<Violation> violations(Request request) {
        return RecordShape.firstMissing(request)
                .map(path -> List.of(new Violation(path, "is required")))
                .orElseGet(() -> RequestBounds.violations(request));
    }
}
