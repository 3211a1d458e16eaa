package io.infrabot.cli;

import io.infrabot.cli.rest.Json;
import io.infrabot.cli.rest.ShownOperation;
import io.infrabot.cli.screen.Terminal;
import io.infrabot.cli.screen.Text;

/** Says how an operation ended. */
final class Outcome {

    private Outcome() {}

    static int show(ShownOperation operation, Terminal terminal, boolean json) {
        if (operation.succeeded()) {
            if (!json) {
                terminal.say(sentence(operation));
                showResult(operation, terminal);
            }
            return ExitCode.OK;
        }
        operation.errorOutput().forEach(line -> terminal.complain("  | " + line));
        var code = operation.errorCode();
        var message = operation.errorMessage();
        var why = (code == null ? "" : ", " + code) + (message == null ? "" : ": " + message);
        new Failures(terminal)
                .say(operation.type() + " " + operation.status() + why, code == null ? null : Failures.hintFor(code));
        return ExitCode.FAILED;
    }

    private static String sentence(ShownOperation operation) {
        var bytes = operation.networkBytes();
        return "ok " + operation.type() + " in " + Text.seconds(operation.took()) + " s on " + operation.node()
                + (operation.attempt() > 1 ? ", attempt " + operation.attempt() : "")
                + (bytes > 0 ? ", " + Text.megabytes(bytes) + " MB" : "");
    }

    private static void showResult(ShownOperation operation, Terminal terminal) {
        var result = operation.json().path("result");
        if (result.isContainerNode() && !result.isEmpty()) {
            Json.pretty(result).lines().forEach(terminal::say);
        }
    }
}
