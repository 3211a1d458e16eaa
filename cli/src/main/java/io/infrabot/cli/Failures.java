package io.infrabot.cli;

import io.infrabot.cli.ask.ArgumentWords;
import io.infrabot.cli.rest.ProblemException;
import io.infrabot.cli.rest.ServiceUnreachable;
import io.infrabot.cli.screen.OutputLost;
import io.infrabot.cli.screen.Terminal;
import io.infrabot.cli.screen.Text;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says what went wrong in one sentence, what may help in another, and which exit code that is. */
final class Failures {

    private static final Map<String, String> HINTS = Map.ofEntries(
            Map.entry("SESSION_NOT_FOUND", "./infrabot sessions"),
            Map.entry("OPERATION_NOT_FOUND", "./infrabot operations"),
            Map.entry("SESSION_DELETED", "./infrabot sessions"),
            Map.entry("SESSION_INVALID_STATUS", "without --session a new session is made"),
            Map.entry("IMAGE_REFERENCE_INVALID", "an image reads like 127.0.0.1:5000/team/app:1"),
            Map.entry("TOOL_NOT_FOUND", "./infrabot node list shows what the nodes can do"),
            Map.entry("NODE_NOT_FOUND", "./infrabot node list"),
            Map.entry("NODE_NOT_ALIVE", "./infrabot node remove ID --now, or node forget ID"),
            Map.entry("NODE_ALIVE", "./infrabot node remove ID"),
            Map.entry("ENGINE_UNAVAILABLE", "./infrabot node list"),
            Map.entry("DOCKER_DAEMON_UNAVAILABLE", "./infrabot status"),
            Map.entry("DOCKER_REGISTRY_UNAVAILABLE", "does the registry in the image's name run?"),
            Map.entry("NOT_READY", "./infrabot status shows what is missing or still starting"),
            Map.entry("OPERATION_TIMEOUT", "--timeout PT30M gives it longer"));

    private final Terminal terminal;

    Failures(Terminal terminal) {
        this.terminal = terminal;
    }

    int exitCodeOf(Exception failure) {
        return switch (failure) {
            case ServiceUnreachable unreachable -> {
                say(unreachable.getMessage(), "./infrabot up");
                yield ExitCode.PREREQUISITE;
            }
            case ProblemException problem -> {
                say(problem.getMessage(), hintFor(problem.code()));
                yield ExitCode.FAILED;
            }
            case ArgumentWords.Misused misused -> {
                say(misused.getMessage(), "./infrabot run --help");
                yield ExitCode.USAGE;
            }
            case OutputLost lost -> {
                say(lost.getMessage(), null);
                yield ExitCode.FAILED;
            }
            case InterruptedException _ -> {
                say("interrupted; what was asked for goes on", null);
                yield ExitCode.FAILED;
            }
            default -> {
                say(failure.toString(), null);
                yield ExitCode.FAILED;
            }
        };
    }

    static @Nullable String hintFor(String code) {
        return HINTS.get(code);
    }

    void say(@Nullable String what, @Nullable String hint) {
        terminal.complain("infrabot: " + Text.plain(String.valueOf(what)));
        if (hint != null) {
            terminal.complain("hint: " + hint);
        }
    }
}
