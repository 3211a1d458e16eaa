package io.infrabot.tools;

import java.util.Map;

/** One effect that can be asked for by name. Implementations are shared by all runs and keep no state of a run. */
public interface AtomicTool {

    ToolDescriptor descriptor();

    /** Whether this node offers it; false where its settings leave out what it needs. Does not change. */
    default boolean isOffered() {
        return true;
    }

    /**
     * Does the effect once, on the calling thread. A tool that has nothing to say on its way ignores
     * {@link ToolRun#progress}; one that returns normally has had its effect, whatever was asked of it meanwhile.
     *
     * <p>An effect that was cut off by a stop ends as what it came to, which the tool looks up where anybody can tell:
     * with its result if it is there after all, with the {@code InterruptedException} if it is not, and with
     * {@code OUTCOME_UNKNOWN} where nobody answers.
     *
     * @return the result, as JSON
     * @throws ToolFailure          if the effect is not there
     * @throws InterruptedException if it was told to stop; what it held is released
     */
    Map<String, Object> run(ToolRun run) throws ToolFailure, InterruptedException;
}
