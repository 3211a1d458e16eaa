package io.infrabot.tools;

import java.util.Map;

/** One effect that can be asked for by name. Implementations are shared by all runs and keep no state of a run. */
public interface AtomicTool {

    ToolDescriptor descriptor();

    /**
     * Does the effect once, on the calling thread. A tool that has nothing to say on its way ignores
     * {@link ToolRun#progress}; one that returns normally has had its effect, whatever was asked of it meanwhile.
     *
     * @return the result, as JSON
     * @throws ToolFailure          if the effect is not there
     * @throws InterruptedException if it was told to stop; what it held is released
     */
    Map<String, Object> run(ToolRun run) throws ToolFailure, InterruptedException;
}
