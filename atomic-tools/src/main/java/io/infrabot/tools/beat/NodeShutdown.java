package io.infrabot.tools.beat;

import io.infrabot.tools.run.NodeTime;
import io.infrabot.tools.run.WorkIntake;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * How a node ends. It announces that it drains, and declines what waits. For a moment it still receives what was sent
 * before others knew, and declines that too. Then it announces that it leaves, so that nobody waits for its silence.
 *
 * <pre>
 *   drain ─► what runs ends: at once, or as long as it takes ─► [withdraw: it will not return] ─► leave
 * </pre>
 */
public final class NodeShutdown {

    /** How long after its first draining beat is stored a node still listens: placements that were made on older beats. */
    static final Duration LINGER = Duration.ofMillis(500);

    /** How long the last words may take where the process ends anyhow. */
    static final Duration LAST_WORDS = Duration.ofSeconds(1);

    static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

    private final Heartbeat heartbeat;
    private final WorkIntake runs;
    private final NodeTime time;
    private final CompletableFuture<Void> unseen = new CompletableFuture<>();
    private boolean begun;

    public NodeShutdown(Heartbeat heartbeat, WorkIntake runs, NodeTime time) {
        this.heartbeat = heartbeat;
        this.runs = runs;
        this.time = time;
    }

    /** Takes nothing more from now on. What runs goes on. */
    public synchronized void begin() {
        if (begun) {
            return;
        }
        begun = true;
        runs.drain();
        var _ = heartbeat.beatNow().whenComplete((_, _) -> time.after(LINGER, () -> unseen.complete(null)));
    }

    /** Lets what runs end by itself, however long it takes, then withdraws the node. Completes when that is stored. */
    public CompletionStage<Void> forGood() {
        begin();
        return runs.whenIdle()
                .thenCompose(_ -> unseen)
                .thenCompose(_ -> runs.whenIdle())
                .thenCompose(_ -> withdraw());
    }

    /** Lets what runs go on for {@code limit}, then says the last word. Blocks; for a process that is ending. */
    public void now(Duration limit) {
        begin();
        runs.close(limit);
        await(unseen, LINGER.plus(LAST_WORDS));
        await(runs.whenIdle(), LAST_WORDS);
        await(heartbeat.leave(), LAST_WORDS);
    }

    private CompletionStage<Void> withdraw() {
        return heartbeat
                .withdraw()
                .handle((_, failure) -> failure == null
                        ? CompletableFuture.<Void>completedFuture(null)
                        : after(BETWEEN_TRIES).thenCompose(_ -> withdraw()))
                .thenCompose(next -> next);
    }

    private CompletableFuture<Void> after(Duration delay) {
        var over = new CompletableFuture<Void>();
        time.after(delay, () -> over.complete(null));
        return over;
    }

    private void await(CompletionStage<Void> stage, Duration limit) {
        var over = new CompletableFuture<Void>();
        var pending = time.after(limit, () -> over.complete(null));
        var _ = stage.whenComplete((_, _) -> over.complete(null));
        over.join();
        pending.cancel();
    }
}
