package io.infrabot.cli;

import io.infrabot.cli.rest.Json;
import io.infrabot.cli.rest.Rest;
import io.infrabot.cli.rest.ShownOperation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "cancel", mixinStandardHelpOptions = true, description = "Stop an operation that is not over yet.")
final class CancelCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private final ServiceOptions service = new ServiceOptions();

    @Parameters(paramLabel = "OPERATION", description = "Its id.")
    private String operation = "";

    @Option(names = "--json", description = "The answer as JSON.")
    private boolean json;

    CancelCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        var rest = service.rest(context);
        var answer = rest.post("/operations/" + Rest.escaped(operation) + "/cancel", Json.object());
        context.terminal().say(json ? Json.line(answer) : operation + " " + new ShownOperation(answer).status());
        return ExitCode.OK;
    }
}
