package io.infrabot.tools.beat;

import io.infrabot.events.NodeRegistered;
import io.infrabot.tools.run.NodeIdentity;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Which of several processes under one node id goes on: the one whose first registration stands later on the topic. Each
 * of them reads the same records in the same order, so that they agree without a word and without a clock.
 */
public final class Precedence {

    private final NodeIdentity identity;
    private final CompletableFuture<NodeRegistered> replaced = new CompletableFuture<>();
    private @Nullable Long first;
    private long last = -1;

    public Precedence(NodeIdentity identity) {
        this.identity = identity;
    }

    /**
     * A registration under our id, or its end, in the order of the topic.
     *
     * @param registration null where somebody took it back
     * @return whether ours has to be said again, because it is not there any more
     */
    public synchronized boolean read(@Nullable NodeRegistered registration, long offset) {
        if (offset <= last) {
            // another topic of the same name: on this one nobody has registered yet
            first = null;
            last = offset;
            judge(registration, offset);
            return first == null;
        }
        last = offset;
        if (registration == null) {
            return first != null;
        }
        judge(registration, offset);
        return false;
    }

    /** Where our first registration stands; null until it has been read back. */
    public synchronized @Nullable Long firstOffset() {
        return first;
    }

    /** Completes with the registration of the process that goes on instead of this one. */
    public CompletionStage<NodeRegistered> replaced() {
        return replaced.minimalCompletionStage();
    }

    private void judge(@Nullable NodeRegistered registration, long offset) {
        if (registration == null) {
            return;
        }
        var stands = registration.firstOffsetOr(offset);
        if (registration.incarnation().equals(identity.incarnation())) {
            first = first == null ? stands : Long.valueOf(Math.min(first, stands));
        } else if (first != null && stands > first) {
            replaced.complete(registration);
        }
    }
}
