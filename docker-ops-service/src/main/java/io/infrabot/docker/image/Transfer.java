package io.infrabot.docker.image;

import io.infrabot.docker.engine.EngineCall;
import io.infrabot.docker.engine.EngineMessage;
import io.infrabot.tools.ToolRun;
import java.util.function.LongConsumer;

/** Listens to a pull or a push for the run that asked for it. */
final class Transfer implements EngineCall {

    private final ToolRun run;
    private final String verb;
    private final LongConsumer bytes;
    private final LayerProgress layers = new LayerProgress();

    private Transfer(ToolRun run, String verb, LongConsumer bytes) {
        this.run = run;
        this.verb = verb;
        this.bytes = bytes;
    }

    static Transfer pulling(ToolRun run) {
        return new Transfer(run, "pulled", run::received);
    }

    static Transfer pushing(ToolRun run) {
        return new Transfer(run, "pushed", run::sent);
    }

    @Override
    public void receive(EngineMessage message) {
        if (message instanceof EngineMessage.LayerMoved moved) {
            bytes.accept(layers.receive(moved));
            run.progress(layers.progress(verb));
        }
    }

    @Override
    public void onCancel(AutoCloseable hook) {
        run.onCancel(hook);
    }
}
