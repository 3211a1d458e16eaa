package io.infrabot.chaos.engine;

import io.infrabot.chaos.fault.Fault;
import java.util.List;

/** What can happen to a container engine, as its node sees it. */
public final class EngineFaults {

    private EngineFaults() {}

    public static List<Fault> all() {
        return List.of(new EngineAway());
    }
}
