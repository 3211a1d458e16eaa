package io.infrabot.session.boundary;

import io.infrabot.events.Beat;
import io.infrabot.events.NodeRegistered;
import io.infrabot.tools.beat.NodeAnnouncements;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** What a node says of itself: heard at once, or once it is connected again. */
final class Announcements implements NodeAnnouncements {

    private final NodeClock clock;
    private final Consumer<Object> hearer;
    private final Deque<Runnable> unheard = new ArrayDeque<>();
    private boolean cut;

    Announcements(NodeClock clock, Consumer<Object> hearer) {
        this.clock = clock;
        this.hearer = hearer;
    }

    @Override
    public CompletionStage<Void> publish(Beat beat) {
        var sentAt = clock.nanos();
        return publish(() -> {
            hearer.accept(beat);
            clock.acknowledged(sentAt);
        });
    }

    @Override
    public CompletionStage<Void> publish(NodeRegistered registered) {
        return publish(() -> hearer.accept(registered));
    }

    @Override
    public CompletionStage<Void> withdraw() {
        // nodes are killed here, none leaves
        return CompletableFuture.failedFuture(new UnsupportedOperationException());
    }

    private CompletionStage<Void> publish(Runnable word) {
        var stored = new CompletableFuture<Void>();
        Runnable arrive = () -> {
            word.run();
            stored.complete(null);
        };
        if (cut) {
            unheard.add(arrive);
        } else {
            arrive.run();
        }
        return stored;
    }

    void cutOff() {
        cut = true;
    }

    boolean isCutOff() {
        return cut;
    }

    void reconnect() {
        cut = false;
        while (!unheard.isEmpty()) {
            unheard.remove().run();
        }
    }
}
