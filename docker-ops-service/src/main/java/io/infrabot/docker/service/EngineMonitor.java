package io.infrabot.docker.service;

import io.infrabot.docker.engine.EngineException;
import io.infrabot.docker.engine.EngineInfo;
import io.infrabot.tools.beat.EngineState;
import io.infrabot.tools.beat.EngineWatch;
import io.infrabot.tools.run.NodeTime;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Asks the engine every second who it is, from the start on and however long it is away. */
@Singleton
public final class EngineMonitor implements EngineWatch {

    private static final Logger LOG = Logger.getLogger(EngineMonitor.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final EngineInfo info;
    private final NodeTime time;
    private volatile EngineState state = new EngineState(null, false);

    EngineMonitor(EngineInfo info, NodeTime time) {
        this.info = info;
        this.time = time;
    }

    @Override
    public EngineState state() {
        return state;
    }

    void start(@Observes StartupEvent event) {
        askAside();
    }

    private void askAside() {
        Thread.startVirtualThread(() -> {
            try {
                ask();
            } finally {
                // whatever went wrong, the engine is looked at again
                time.after(INTERVAL, this::askAside);
            }
        });
    }

    private void ask() {
        var before = state;
        try {
            var found = info.identify();
            state = new EngineState(found, true);
            if (!before.healthy()) {
                LOG.infof(
                        "the container engine answers: %s %s, API %s",
                        found.name(), found.version(), found.apiVersion());
            }
        } catch (EngineException | RuntimeException e) {
            state = new EngineState(before.engine(), false);
            if (before.healthy()) {
                LOG.warnf("the container engine does not answer: %s", e.getMessage());
            }
        }
    }
}
