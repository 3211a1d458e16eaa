package io.infrabot.cli;

/** How the process ends; scripts rely on it. */
public final class ExitCode {

    public static final int OK = 0;
    public static final int FAILED = 1;
    public static final int USAGE = 2;

    /** Something that must be there first is not: the service does not answer. */
    public static final int PREREQUISITE = 3;

    private ExitCode() {}
}
