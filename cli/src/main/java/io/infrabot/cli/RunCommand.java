package io.infrabot.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.infrabot.cli.ask.ArgumentWords;
import io.infrabot.cli.ask.Session;
import io.infrabot.cli.rest.Json;
import io.infrabot.cli.rest.ProblemException;
import io.infrabot.cli.rest.Rest;
import io.infrabot.cli.rest.ServiceUnreachable;
import io.infrabot.cli.rest.ShownOperation;
import io.infrabot.cli.screen.Watch;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Do one operation and watch it.",
        footer = {
            "",
            "  infrabot run docker.pull 127.0.0.1:5000/demo/app:1 policy=Always",
            "  infrabot run docker.tag SOURCE TARGET",
            "  infrabot run docker.build . 127.0.0.1:5000/demo/app:1 buildArgs.VERSION=2",
            "  infrabot run tool.host.facts --on all"
        })
final class RunCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private final ServiceOptions service = new ServiceOptions();

    @Parameters(index = "0", paramLabel = "TYPE", description = "docker.pull, docker.tag, tool.host.facts, …")
    private String type = "";

    @Parameters(index = "1..*", paramLabel = "ARG", description = "By place, or NAME=VALUE.")
    private List<String> words = List.of();

    @Option(names = "--session", paramLabel = "ID", description = "The session; else a new one.")
    private @Nullable String session;

    @Option(names = "--team", defaultValue = "cli", description = "The new session's team (default: cli).")
    private String team = "cli";

    @Option(names = "--timeout", paramLabel = "PT10M", description = "For the whole operation once it runs.")
    private @Nullable String timeout;

    @Option(
            names = "--on",
            paramLabel = "WHERE",
            description = "A node, 'all' nodes, or labels as zone=a,disk=ssd (default: any node).")
    private @Nullable String where;

    @Option(names = "--detach", description = "Do not wait for the end.")
    private boolean detach;

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    RunCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        ArgumentWords.pathOf(type);
        var body = ArgumentWords.bodyOf(type, words, context.workingDirectory());
        if (where != null) {
            body.set(ArgumentWords.placementField(type), ArgumentWords.targetOf(where));
        }
        var rest = service.rest(context);
        var accepted =
                session == null ? askInNewSession(rest, body) : new Session(rest, session).ask(type, body, timeout);
        announce(accepted);
        if (detach) {
            return ExitCode.OK;
        }
        var end = Session.follow(rest, accepted, Watch.on(context.terminal(), json));
        return Outcome.show(end, context.terminal(), json);
    }

    /** A session that was made for a request that is refused does not stay. */
    private ShownOperation askInNewSession(Rest rest, ObjectNode body) throws InterruptedException {
        var created = Session.create(rest, team, "infrabot run " + type);
        try {
            var accepted = created.ask(type, body, timeout);
            announceNew(created);
            return accepted;
        } catch (ProblemException refused) {
            if (refused.isRefusal()) {
                takeBack(created);
            }
            throw refused;
        }
    }

    private void takeBack(Session created) throws InterruptedException {
        try {
            created.delete();
        } catch (ProblemException | ServiceUnreachable e) {
            new Failures(context.terminal())
                    .say("the session " + created.id() + " was made for it and stays empty: " + e.getMessage(), null);
        }
    }

    private void announceNew(Session created) {
        if (json) {
            context.terminal()
                    .say(Json.line(Json.object().put("event", "session").put("sessionId", created.id())));
        } else {
            context.terminal().say("session " + created.id() + " (new, team " + team + ")");
        }
    }

    private void announce(ShownOperation accepted) {
        if (json) {
            context.terminal()
                    .say(Json.line(Json.object().put("event", "accepted").set("data", accepted.json())));
        } else {
            context.terminal().say("operation " + accepted.id());
        }
    }
}
