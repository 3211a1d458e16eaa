package io.infrabot.cli.screen;

import io.infrabot.cli.rest.OperationStream.Listener;
import io.infrabot.cli.rest.ShownOperation;

/** Shows one operation while it goes on. */
public interface Watch extends Listener {

    /** Takes back what was drawn for the moment only. */
    void done(ShownOperation operation);

    /** The one that suits: objects for machines, bars for a person at a terminal, else lines. */
    static Watch on(Terminal terminal, boolean json) {
        if (json) {
            return new JsonWatch(terminal);
        }
        return terminal.live() ? new LiveWatch(terminal) : new PlainWatch(terminal, System::nanoTime);
    }
}
