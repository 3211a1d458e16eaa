package io.infrabot.cli;

import io.infrabot.cli.ask.Session;
import io.infrabot.cli.rest.Json;
import io.infrabot.cli.rest.ShownOperation;
import io.infrabot.cli.screen.Watch;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "watch", mixinStandardHelpOptions = true, description = "Follow an operation to its end.")
final class WatchCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private final ServiceOptions service = new ServiceOptions();

    @Parameters(paramLabel = "OPERATION", description = "Its id.")
    private String operation = "";

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    WatchCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        var asked = new ShownOperation(Json.object().put("operationId", operation));
        var end = Session.follow(service.rest(context), asked, Watch.on(context.terminal(), json));
        return Outcome.show(end, context.terminal(), json);
    }
}
