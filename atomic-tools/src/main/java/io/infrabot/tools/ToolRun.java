package io.infrabot.tools;

import io.infrabot.events.OperationId;
import io.infrabot.events.SessionId;
import java.util.Map;

/** One attempt of an operation, as its tool sees it. */
public interface ToolRun {

    SessionId sessionId();

    OperationId operationId();

    String team();

    /** As the user gave them: unchecked, see {@link Arguments#read}. */
    Map<String, Object> arguments();

    /** Number of this start of the effect, from 1. */
    int attempt();

    /** Whether an earlier attempt may have had the effect, so that the tool must look before it acts. */
    boolean reconcile();

    /** Says how far the effect has come. Cheap, never blocks, may be called for every byte. */
    void progress(ToolProgress progress);

    default void progress(double fraction, String message) {
        progress(ToolProgress.of(fraction, message));
    }

    /** Adds to the payload bytes that were downloaded for this run. */
    void received(long bytes);

    /** Adds to the payload bytes that were uploaded for this run. */
    void sent(long bytes);

    /**
     * Registers what ends the effect from outside, for example closing its connection. It runs once, on another thread,
     * when the run is cancelled, too late or shut down: at once if that has already happened.
     */
    void onCancel(AutoCloseable hook);

    /** Something short that is done whole or not at all. */
    @FunctionalInterface
    interface Section<T> {

        T call() throws ToolFailure, InterruptedException;
    }

    /**
     * Calls {@code section} on this thread, which no stop interrupts meanwhile: the interrupt comes when it is over. For
     * effects that take moments, and for the look at what an effect that was cut off came to.
     */
    default <T> T toItsEnd(Section<T> section) throws ToolFailure, InterruptedException {
        return section.call();
    }
}
