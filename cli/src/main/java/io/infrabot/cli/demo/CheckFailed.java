package io.infrabot.cli.demo;

/** A step was not what it claimed to be. */
final class CheckFailed extends Exception {

    private static final long serialVersionUID = 1L;

    CheckFailed(String message) {
        super(message);
    }

    static void unless(boolean holds, String otherwise) throws CheckFailed {
        if (!holds) {
            throw new CheckFailed(otherwise);
        }
    }
}
