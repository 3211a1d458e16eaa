package io.infrabot.session.index;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** Makes indexes for tests of other packages. */
public final class SessionIndexes {

    private SessionIndexes() {}

    /** One in which nothing stands. */
    public static SessionIndex empty() {
        return new SessionIndex(new SimpleMeterRegistry());
    }
}
