package io.infrabot.session.rest.health;

import java.util.Set;

/** Port: what this instance reads beside the history, as far as health tells of it. Never blocks. */
public interface TopicsInUse {

    /** Whether nodes and states have been read up to now. */
    boolean isListening();

    /** The topics that are missing now. */
    Set<String> missingTopics();
}
