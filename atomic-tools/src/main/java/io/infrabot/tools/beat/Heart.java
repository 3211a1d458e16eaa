package io.infrabot.tools.beat;

import io.infrabot.events.NodeRegistered.Engine;
import io.infrabot.tools.run.Fence;
import io.infrabot.tools.run.NodeTime;
import io.infrabot.tools.run.Runs;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Beats every 250 ms, opens the fence with each beat that the broker has stored, and registers the node at the start
 * and whenever its engine is another one.
 */
public final class Heart {

    /** Time between two beats. */
    public static final Duration INTERVAL = Duration.ofMillis(250);

    /** While this many beats are on their way no other is sent: old ones would arrive as if they were fresh. */
    private static final int MAX_ON_THE_WAY = 4;

    private final NodeCard card;
    private final NodeTime time;
    private final Voice voice;
    private final Runs runs;
    private final EngineWatch engine;
    private final Fence fence;

    private long sequence;
    private int onTheWay;
    private boolean stopped;
    private boolean registered;
    private @Nullable Engine registeredEngine;

    public Heart(NodeCard card, NodeTime time, Voice voice, Runs runs, EngineWatch engine, Fence fence) {
        this.card = card;
        this.time = time;
        this.voice = voice;
        this.runs = runs;
        this.engine = engine;
        this.fence = fence;
    }

    /** Begins to beat. Only once the node's position on the work topic is fixed: work may come from now on. */
    public void start() {
        tick();
    }

    /** One beat out of turn, so that others know at once what has changed. */
    public synchronized void beatNow() {
        if (!stopped) {
            beat();
        }
    }

    public synchronized void stop() {
        stopped = true;
    }

    private synchronized void tick() {
        if (stopped) {
            return;
        }
        time.after(INTERVAL, this::tick);
        registerIfNew();
        if (onTheWay < MAX_ON_THE_WAY) {
            beat();
        }
    }

    private void beat() {
        onTheWay++;
        sequence++;
        var sentAt = time.nanos();
        var _ = voice.say(card.beat(sequence, engine.state(), runs, time.now()))
                .whenComplete((_, failure) -> arrived(sentAt, failure == null));
    }

    private void arrived(long sentAt, boolean stored) {
        synchronized (this) {
            onTheWay--;
        }
        if (stored) {
            fence.acknowledged(sentAt);
        }
    }

    private void registerIfNew() {
        var state = engine.state();
        if (registered && java.util.Objects.equals(registeredEngine, state.engine())) {
            return;
        }
        registered = true;
        registeredEngine = state.engine();
        var _ = voice.say(card.registered(state, time.now())).whenComplete((_, failure) -> {
            if (failure != null) {
                registerAgain();
            }
        });
    }

    private synchronized void registerAgain() {
        registered = false;
    }
}
