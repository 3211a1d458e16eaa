package io.infrabot.docker.image;

import io.infrabot.docker.engine.EngineException;
import io.infrabot.events.ErrorCode;
import io.infrabot.tools.ToolFailure;
import io.infrabot.tools.ToolRun;
import io.infrabot.tools.ToolRun.Section;
import java.time.Duration;
import java.util.Optional;

/**
 * A long effect that a stop may cut off. Whoever hangs up does not know how far the engine had come, so the engine is
 * asked: an effect that is there has succeeded, one that is not is cancelled, and where nobody answers the outcome is
 * unknown. An engine that goes on for longer than {@link #LAST_STEP} after its caller hung up is not waited for.
 */
final class AfterInterrupt {

    /** What an engine may need for the step that it was at; within the two seconds that a stopped tool has. */
    private static final Duration LAST_STEP = Duration.ofMillis(1_200);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private AfterInterrupt() {}

    /**
     * Calls {@code effect}.
     *
     * @param look finds what {@code effect} would have returned, if it is there and was not before
     */
    static <T> T orWhatItCameTo(ToolRun run, Section<T> effect, Section<Optional<T>> look)
            throws ToolFailure, InterruptedException {
        try {
            return effect.call();
        } catch (InterruptedException e) {
            return cameTo(run, e, look);
        } catch (EngineException e) {
            if (Thread.currentThread().isInterrupted()) {
                return cameTo(run, new InterruptedException(e.getMessage()), look);
            }
            throw e;
        }
    }

    private static <T> T cameTo(ToolRun run, InterruptedException stop, Section<Optional<T>> look)
            throws ToolFailure, InterruptedException {
        try {
            return run.toItsEnd(() -> forAWhile(look)).orElseThrow(() -> stop);
        } catch (EngineException e) {
            throw new ToolFailure(
                    ErrorCode.OUTCOME_UNKNOWN,
                    "it was cut off, and the engine does not say what came of it: " + e.getMessage());
        }
    }

    private static <T> Optional<T> forAWhile(Section<Optional<T>> look) throws ToolFailure, InterruptedException {
        var end = System.nanoTime() + LAST_STEP.toNanos();
        var found = look.call();
        while (found.isEmpty() && System.nanoTime() < end) {
            Thread.sleep(BETWEEN_LOOKS);
            found = look.call();
        }
        return found;
    }
}
