package io.infrabot.tools.beat;

import io.infrabot.events.NodeRegistered;
import io.infrabot.events.NodeRegistered.Engine;
import io.infrabot.tools.run.Fence;
import io.infrabot.tools.run.NodeTime;
import io.infrabot.tools.run.WorkIntake;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Beats every 250 ms, opens the fence with each beat that the broker has stored, and registers the node at the start
 * whenever its engine is another one, and whenever somebody forgot it.
 */
public final class Heartbeat {

    /** Time between two beats. */
    public static final Duration INTERVAL = Duration.ofMillis(250);

    /**
     * While this many beats are on their way no other is sent: old ones would arrive as if they were fresh, and of a node
     * that hears nothing any more each would make others believe in it a little longer (F50).
     */
    private static final int MAX_ON_THE_WAY = 1;

    private final NodeDescription description;
    private final NodeTime time;
    private final NodeAnnouncements announcements;
    private final WorkIntake runs;
    private final EngineWatch engine;
    private final Fence fence;
    private final Precedence precedence;

    private long sequence;
    private int onTheWay;
    private boolean stopped;
    private boolean registered;
    private boolean withdrawn;
    private @Nullable Engine registeredEngine;

    public Heartbeat(
            NodeDescription description,
            NodeTime time,
            NodeAnnouncements announcements,
            WorkIntake runs,
            EngineWatch engine,
            Fence fence,
            Precedence precedence) {
        this.description = description;
        this.time = time;
        this.announcements = announcements;
        this.runs = runs;
        this.engine = engine;
        this.fence = fence;
        this.precedence = precedence;
    }

    /** Begins to beat. Only once the node's position on the work topic is fixed: work may come from now on. */
    public void start() {
        tick();
    }

    /** One beat out of turn, so that others know at once what has changed. Completes when it is stored. */
    public synchronized CompletionStage<Void> beatNow() {
        return stopped ? CompletableFuture.completedFuture(null) : beat(false);
    }

    /** A registration under our id was read back, or that it was taken back: a node that lives says again that it does. */
    public void registrationSeen(@Nullable NodeRegistered registration, long offset) {
        if (precedence.read(registration, offset)) {
            registerAgain();
        }
    }

    /** Takes the registration back, for good: no other follows. Completes when that is stored. */
    public CompletionStage<Void> withdraw() {
        synchronized (this) {
            withdrawn = true;
        }
        return announcements.withdraw();
    }

    /** The last beat, which says that it is the last. Completes when it is stored. */
    public synchronized CompletionStage<Void> leave() {
        if (stopped) {
            return CompletableFuture.completedFuture(null);
        }
        stopped = true;
        return beat(true);
    }

    private synchronized void tick() {
        if (stopped) {
            return;
        }
        time.after(INTERVAL, this::tick);
        registerIfNew();
        if (onTheWay < MAX_ON_THE_WAY) {
            var _ = beat(false);
        }
    }

    private CompletionStage<Void> beat(boolean leaving) {
        onTheWay++;
        sequence++;
        var sentAt = time.nanos();
        var beat = sequence;
        return announcements
                .publish(description.beat(sequence, engine.state(), runs, leaving, time.now()))
                .whenComplete((_, failure) -> arrived(sentAt, beat, failure == null));
    }

    private void arrived(long sentAt, long beat, boolean stored) {
        synchronized (this) {
            onTheWay--;
        }
        if (stored) {
            fence.acknowledged(sentAt, beat);
        }
    }

    private void registerIfNew() {
        var state = engine.state();
        if (withdrawn || (registered && Objects.equals(registeredEngine, state.engine()))) {
            return;
        }
        registered = true;
        registeredEngine = state.engine();
        var _ = announcements
                .publish(description.registered(state, time.now(), precedence.firstOffset()))
                .whenComplete((_, failure) -> {
                    if (failure != null) {
                        registerAgain();
                    }
                });
    }

    private synchronized void registerAgain() {
        registered = false;
    }
}
