package io.infrabot.cli;

import io.infrabot.cli.rest.Rest;
import io.infrabot.cli.screen.Table;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "sessions", mixinStandardHelpOptions = true, description = "List sessions.")
final class SessionsCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private final ServiceOptions service = new ServiceOptions();

    @Option(names = "--team", description = "Only those of this team.")
    private @Nullable String team;

    @Option(names = "--status", description = "Only those that stand there: CREATED, ACTIVE, PAUSED, …")
    private @Nullable String status;

    @Option(
            names = "--limit",
            defaultValue = "50",
            converter = Positive.class,
            description = "How many at most (default: 50).")
    private int limit = 50;

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    SessionsCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        var query = "/sessions?limit=" + Math.min(limit, 100)
                + (team == null ? "" : "&team=" + Rest.escaped(team))
                + (status == null ? "" : "&status=" + Rest.escaped(status));
        var sessions = Listing.items(service.rest(context), query, limit);
        var table = new Table("SESSION", "TEAM", "STATUS", "CREATED", "NAME");
        for (var session : sessions) {
            table.row(
                    session.path("sessionId").asText(),
                    session.path("team").asText(),
                    session.path("status").asText(),
                    session.path("createdAt").asText(),
                    session.path("name").asText(""));
        }
        Listing.show(context.terminal(), json, sessions, table);
        return ExitCode.OK;
    }
}
