package io.infrabot.session.decide;

import io.infrabot.events.SessionEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an input leads to. */
public sealed interface Decision {

    /**
     * Facts to write, in order.
     *
     * @param refusal set where the only fact is that the request was rejected
     */
    record Facts(List<SessionEvent> facts, @Nullable Refusal refusal) implements Decision {}

    /** It is already as asked, or the input comes too late to matter. */
    record Nothing() implements Decision {}

    /** Not done, and nothing to write about it. */
    record Refused(Refusal refusal) implements Decision {}
}
