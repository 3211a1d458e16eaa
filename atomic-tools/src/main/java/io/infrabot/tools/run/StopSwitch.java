package io.infrabot.tools.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Ends a run from outside: closes what the tool has open and interrupts its thread, but only while it is in the tool's
 * hands. A report on its way to the broker is never interrupted.
 */
final class StopSwitch {

    /** Why a run is ended from outside. The first reason stands. */
    enum Reason {
        CANCELLED,
        TIMED_OUT,
        SHUT_DOWN
    }

    private final List<AutoCloseable> hooks = new ArrayList<>();
    private final CompletableFuture<Reason> stopped = new CompletableFuture<>();
    private @Nullable Thread inside;
    private boolean shielded;

    /** Stops the run; false: it was stopped before. */
    boolean stop(Reason reason) {
        List<AutoCloseable> toClose;
        synchronized (this) {
            if (!stopped.complete(reason)) {
                return false;
            }
            toClose = List.copyOf(hooks);
            if (inside != null && !shielded) {
                inside.interrupt();
            }
        }
        toClose.forEach(StopSwitch::closeAside);
        return true;
    }

    /** Runs {@code task}, which must be short, once the run is stopped. */
    void onceStopped(Runnable task) {
        var _ = stopped.thenRun(task);
    }

    Optional<Reason> reason() {
        return Optional.ofNullable(stopped.getNow(null));
    }

    /** Calls {@code section} on this thread, which {@link #stop} interrupts; not at all if already stopped. */
    <T> T during(Callable<T> section) throws Exception {
        synchronized (this) {
            if (stopped.isDone()) {
                throw new InterruptedException("stopped before it began");
            }
            inside = Thread.currentThread();
        }
        try {
            return section.call();
        } finally {
            leave();
        }
    }

    /** From here on the tool's thread, which is this one, is left alone. */
    synchronized void shield() {
        shielded = true;
        boolean _ = Thread.interrupted();
    }

    /** What {@link #stop} asked for meanwhile happens now. */
    synchronized void unshield() {
        shielded = false;
        if (stopped.isDone()) {
            Thread.currentThread().interrupt();
        }
    }

    /** Closes {@code hook} when the run is stopped; at once if it already is. */
    void onStop(AutoCloseable hook) {
        synchronized (this) {
            if (!stopped.isDone()) {
                hooks.add(hook);
                return;
            }
        }
        closeAside(hook);
    }

    /** Whether the tool has the run in its hands now. */
    synchronized boolean isInside() {
        return inside != null;
    }

    /** Forgets the hooks of an attempt that is over. */
    synchronized void clearHooks() {
        hooks.clear();
    }

    private synchronized void leave() {
        inside = null;
        // Asked for after the fact, an interrupt would hit the next report instead of the tool.
        boolean _ = Thread.interrupted();
    }

    /** Closing a connection may wait for its other end; whoever stops a run does not. */
    private static void closeAside(AutoCloseable hook) {
        Thread.startVirtualThread(() -> close(hook));
    }

    private static void close(AutoCloseable hook) {
        try {
            hook.close();
        } catch (Exception e) {
            // What cannot be closed is interrupted all the same; the run's end says what came of it.
            System.getLogger(StopSwitch.class.getName()).log(System.Logger.Level.DEBUG, "hook did not close", e);
        }
    }
}
