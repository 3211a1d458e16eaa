package io.infrabot.cli;

import io.infrabot.cli.rest.Rest;
import io.infrabot.cli.screen.OperationTable;
import java.util.Comparator;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "operations", mixinStandardHelpOptions = true, description = "List a session's operations.")
final class OperationsCommand implements Callable<Integer> {

    private static final int ENOUGH = 1_000;

    private final Context context;

    @Mixin
    private final ServiceOptions service = new ServiceOptions();

    @Parameters(arity = "0..1", paramLabel = "SESSION", description = "Its id; else the newest session.")
    private @Nullable String session;

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    OperationsCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        var rest = service.rest(context);
        var id = session == null ? newest(rest) : session;
        if (id == null) {
            context.terminal().complain("there is no session yet");
            return ExitCode.OK;
        }
        if (session == null && !json) {
            context.terminal().say("session " + id);
        }
        var operations = Listing.items(rest, "/sessions/" + Rest.escaped(id) + "/operations", ENOUGH);
        Listing.show(context.terminal(), json, operations, OperationTable.of(operations));
        return ExitCode.OK;
    }

    private static @Nullable String newest(Rest rest) throws InterruptedException {
        return Listing.items(rest, "/sessions?limit=100", 100).stream()
                .max(Comparator.comparing(session -> session.path("createdAt").asText("")))
                .map(session -> session.path("sessionId").asText())
                .orElse(null);
    }
}
