package io.infrabot.cli.screen;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where a command writes.
 *
 * @param live  whether lines may be redrawn: a person looks at it
 * @param width in characters
 */
public record Terminal(PrintStream out, PrintStream err, boolean live, int width) {

    public static final int DEFAULT_WIDTH = 100;

    private static final int NARROWEST = 40;

    /** The one that this process was started on. */
    @SuppressWarnings("SystemConsoleNull") // JDK 25 returns null again where there is no terminal
    public static Terminal ofProcess(Map<String, String> environment) {
        var console = System.console();
        var live = console != null && console.isTerminal() && !"dumb".equals(environment.get("TERM"));
        return new Terminal(
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                live,
                widthOf(environment.getOrDefault("COLUMNS", "")));
    }

    /**
     * For what people read: one line, which may hold words that came over the network.
     *
     * @throws OutputLost if it cannot be written
     */
    public void say(String line) {
        out.println(Text.harmless(line));
        check();
    }

    /**
     * Everything that was said has been written.
     *
     * @throws OutputLost if not
     */
    public void check() {
        // flushes, too
        if (out.checkError()) {
            throw new OutputLost();
        }
    }

    /** For what went wrong, and what may help. */
    public void complain(String line) {
        err.println(Text.harmless(line));
        err.flush();
    }

    static int widthOf(String columns) {
        return columns.matches("[1-9]\\d{0,3}") ? Math.max(NARROWEST, Integer.parseInt(columns)) : DEFAULT_WIDTH;
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }
}
