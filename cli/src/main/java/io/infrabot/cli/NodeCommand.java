package io.infrabot.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.infrabot.cli.rest.Json;
import io.infrabot.cli.rest.Rest;
import java.time.Duration;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

@Command(name = "node", mixinStandardHelpOptions = true, description = "Nodes, the instances that do the work.")
final class NodeCommand implements Runnable {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    /** Three seconds without a beat and a node is lost; the rest is for a machine that is busy. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Context context;

    @picocli.CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private picocli.CommandLine.Model.CommandSpec spec;

    NodeCommand(Context context) {
        this.context = context;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "node what? (list, drain, await, forget)");
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "List the nodes.")
    int list(
            @Mixin ServiceOptions service,
            @Option(names = "--json", description = "One JSON object a line.") boolean json)
            throws InterruptedException {
        var nodes = Listing.items(service.rest(context), "/nodes", Integer.MAX_VALUE);
        if (json) {
            nodes.forEach(node -> context.terminal().say(Json.line(node)));
        } else {
            NodeTable.show(context.terminal(), nodes);
        }
        return ExitCode.OK;
    }

    @Command(
            name = "drain",
            mixinStandardHelpOptions = true,
            description = "Let a node finish what it runs, give the rest to others and end; wait for that.")
    int drain(@Mixin ServiceOptions service, @Parameters(paramLabel = "NODE", description = "Its id.") String id)
            throws InterruptedException {
        var rest = service.rest(context);
        rest.post("/nodes/" + Rest.escaped(id) + "/drain", Json.object());
        var said = -1;
        for (var node = find(rest, id); NodeTable.isThere(node); node = find(rest, id)) {
            var runs = node.path("runs").asInt();
            if (runs != said) {
                context.terminal().say("draining " + id + ": " + runs + (runs == 1 ? " run left" : " runs left"));
                said = runs;
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
        if (NodeTable.statusOf(find(rest, id)).equals("LOST")) {
            new Failures(context.terminal()).say(id + " was lost while it drained", "./infrabot node list");
            return ExitCode.FAILED;
        }
        context.terminal().say("ok " + id + " has left");
        return ExitCode.OK;
    }

    @Command(
            name = "await",
            mixinStandardHelpOptions = true,
            description = "Wait until the session service sees a node alive.")
    int await(
            @Mixin ServiceOptions service,
            @Parameters(paramLabel = "NODE", description = "Its id.") String id,
            @Option(
                            names = "--seconds",
                            paramLabel = "N",
                            defaultValue = "60",
                            converter = Positive.class,
                            description = "How long at most (default: 60).")
                    int seconds)
            throws InterruptedException {
        var rest = service.rest(context);
        var end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        var node = lookUntil(NodeCommand::isAlive, rest, id, end);
        if (isAlive(node)) {
            return ExitCode.OK;
        }
        new Failures(context.terminal())
                .say(id + " is not alive, but " + (node.isMissingNode() ? "unknown" : NodeTable.status(node)), null);
        return ExitCode.FAILED;
    }

    @Command(
            name = "forget",
            mixinStandardHelpOptions = true,
            description = "Take a node off the list that is LOST or LEFT and will not return.")
    int forget(
            @Mixin ServiceOptions service,
            @Parameters(paramLabel = "NODE", description = "Its id.") String id,
            @Option(
                            names = "--when-gone",
                            description = "Wait until it is no more alive, and be content where it is not listed.")
                    boolean whenGone)
            throws InterruptedException {
        var rest = service.rest(context);
        var end = System.nanoTime() + PATIENCE.toNanos();
        if (whenGone
                && lookUntil(node -> !NodeTable.isThere(node), rest, id, end).isMissingNode()) {
            return ExitCode.OK;
        }
        rest.delete("/nodes/" + Rest.escaped(id));
        var _ = lookUntil(node -> !isGone(node), rest, id, end);
        context.terminal().say("ok " + id + " is forgotten");
        return ExitCode.OK;
    }

    /** Still listed, but not there. */
    private static boolean isGone(JsonNode node) {
        return !node.isMissingNode() && !NodeTable.isThere(node);
    }

    /** The node once it is as it is {@code wanted}, or at {@code end}; nodes are looked at, for they have no stream. */
    private static JsonNode lookUntil(Predicate<JsonNode> wanted, Rest rest, String id, long end)
            throws InterruptedException {
        var node = find(rest, id);
        while (!wanted.test(node) && System.nanoTime() < end) {
            Thread.sleep(BETWEEN_LOOKS);
            node = find(rest, id);
        }
        return node;
    }

    private static JsonNode find(Rest rest, String id) throws InterruptedException {
        return Listing.items(rest, "/nodes", Integer.MAX_VALUE).stream()
                .filter(node -> node.path("nodeId").asText().equals(id))
                .findFirst()
                .orElseGet(MissingNode::getInstance);
    }

    private static boolean isAlive(JsonNode node) {
        return NodeTable.statusOf(node).equals("ALIVE")
                && !node.path("draining").asBoolean();
    }
}
