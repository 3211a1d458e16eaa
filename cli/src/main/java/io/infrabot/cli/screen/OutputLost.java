package io.infrabot.cli.screen;

/** What was to be read could not be written: the device is full, or nobody reads any more. */
public final class OutputLost extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OutputLost() {
        super("the output could not be written: is its device full, or has its reader left?");
    }
}
