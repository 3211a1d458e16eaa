package io.infrabot.cli.demo;

import io.infrabot.cli.rest.ProblemException;
import io.infrabot.cli.rest.ServiceUnreachable;
import io.infrabot.cli.screen.Terminal;
import io.infrabot.cli.screen.Text;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One line a step, and the name of the one that is under way. */
final class Steps {

    private final Terminal terminal;
    private String current = "start";

    Steps(Terminal terminal) {
        this.terminal = terminal;
    }

    /** What a step does; returns what is worth saying of it. */
    interface Step {

        String run() throws IOException, InterruptedException, CheckFailed;
    }

    void step(String name, Step step) throws IOException, InterruptedException, CheckFailed {
        current = name;
        long began = System.nanoTime();
        var remark = step.run();
        terminal.say("ok " + name + " " + Text.seconds(Duration.ofNanos(System.nanoTime() - began)) + "  " + remark);
    }

    /** Runs all of {@code steps}; a step that fails is the last. */
    boolean all(Step steps) throws InterruptedException {
        try {
            steps.run();
            return true;
        } catch (CheckFailed | ProblemException e) {
            failed(e.getMessage());
            return false;
        } catch (IOException e) {
            failed(e.toString());
            return false;
        } catch (ServiceUnreachable e) {
            failed(e.getMessage());
            throw e;
        }
    }

    private void failed(@Nullable String why) {
        terminal.complain("infrabot: " + Text.plain(String.valueOf(why)));
        terminal.say("DEMO FAILED step=" + current);
    }
}
