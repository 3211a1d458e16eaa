package io.infrabot.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.infrabot.cli.screen.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;

/** A terminal that remembers. */
public final class Screen {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Terminal terminal;

    public Screen(boolean live) {
        terminal = new Terminal(
                new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), live, Terminal.DEFAULT_WIDTH);
    }

    public Terminal terminal() {
        return terminal;
    }

    public String out() {
        return out.toString(UTF_8);
    }

    public List<String> lines() {
        return out().lines().toList();
    }

    public String err() {
        return err.toString(UTF_8);
    }
}
