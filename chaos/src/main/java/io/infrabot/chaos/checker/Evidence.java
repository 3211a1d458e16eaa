package io.infrabot.chaos.checker;

import io.infrabot.events.SessionId;
import io.infrabot.testkit.history.Logged;
import java.util.List;
import java.util.Set;

/**
 * All that is known of a run after its end.
 *
 * @param recorded the sessions in which every request was recorded
 * @param history every fact on the topic, each partition in its order
 */
public record Evidence(
        List<Invocation> attempts,
        Set<SessionId> recorded,
        List<Logged> history,
        List<Effect> effects,
        List<Stream> streams,
        List<Told> told) {}
