package io.infrabot.docker.image;

import io.infrabot.docker.engine.EngineCall;
import io.infrabot.docker.engine.EngineMessage;
import io.infrabot.tools.ToolRun;
import java.util.regex.Pattern;

/** Listens to a build for the run that asked for it: {@code Step 2/5 : COPY …}. */
final class BuildSteps implements EngineCall {

    private static final Pattern STEP = Pattern.compile("Step (\\d{1,4})/(\\d{1,4}) : (.*)", Pattern.DOTALL);

    private final ToolRun run;

    BuildSteps(ToolRun run) {
        this.run = run;
    }

    @Override
    public void receive(EngineMessage message) {
        if (message instanceof EngineMessage.Line(var text)) {
            var step = STEP.matcher(text);
            if (step.matches()) {
                var number = Integer.parseInt(step.group(1));
                var of = Integer.parseInt(step.group(2));
                run.progress(
                        (number - 1) / (double) Math.max(1, of),
                        "step %d of %d: %s".formatted(number, of, step.group(3)));
            }
        }
    }

    @Override
    public void onCancel(AutoCloseable hook) {
        run.onCancel(hook);
    }
}
