package io.infrabot.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.infrabot.cli.rest.Json;
import io.infrabot.cli.rest.Rest;
import io.infrabot.cli.screen.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

@Command(name = "node", mixinStandardHelpOptions = true, description = "Nodes, the instances that do the work.")
final class NodeCommand implements Runnable {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final Context context;

    @picocli.CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private picocli.CommandLine.Model.CommandSpec spec;

    NodeCommand(Context context) {
        this.context = context;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "node what? (list, drain, await)");
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "List the nodes.")
    int list(
            @Mixin ServiceOptions service,
            @Option(names = "--json", description = "One JSON object a line.") boolean json)
            throws InterruptedException {
        var nodes = Listing.items(service.rest(context), "/nodes", Integer.MAX_VALUE);
        Listing.show(context.terminal(), json, nodes, table(nodes));
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
        for (var node = find(rest, id); isThere(node); node = find(rest, id)) {
            var runs = node.path("runs").asInt();
            if (runs != said) {
                context.terminal().say("draining " + id + ": " + runs + (runs == 1 ? " run left" : " runs left"));
                said = runs;
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
        if (statusOf(find(rest, id)).equals("LOST")) {
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
            @Option(names = "--seconds", paramLabel = "N", description = "How long at most (default: 60).") int seconds)
            throws InterruptedException {
        var rest = service.rest(context);
        var end = System.nanoTime()
                + Duration.ofSeconds(seconds == 0 ? 60 : seconds).toNanos();
        for (var node = find(rest, id); !isAlive(node); node = find(rest, id)) {
            if (System.nanoTime() > end) {
                new Failures(context.terminal())
                        .say(id + " is not alive, but " + (node.isMissingNode() ? "unknown" : status(node)), null);
                return ExitCode.FAILED;
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
        return ExitCode.OK;
    }

    private static JsonNode find(Rest rest, String id) throws InterruptedException {
        for (var node : rest.get("/nodes").path("items")) {
            if (node.path("nodeId").asText().equals(id)) {
                return node;
            }
        }
        return MissingNode.getInstance();
    }

    private static boolean isThere(JsonNode node) {
        return Set.of("ALIVE", "SUSPECT").contains(statusOf(node));
    }

    private static boolean isAlive(JsonNode node) {
        return statusOf(node).equals("ALIVE") && !node.path("draining").asBoolean();
    }

    private static String statusOf(JsonNode node) {
        return node.path("status").asText();
    }

    static Table table(List<JsonNode> nodes) {
        var table = new Table("NODE", "KIND", "STATUS", "ENGINE", "RUNS", "BUSY", "BEAT", "LABELS", "CAN DO");
        for (var node : nodes) {
            table.row(
                    node.path("nodeId").asText(),
                    node.path("kind").asText(),
                    status(node),
                    engine(node.path("engine")),
                    node.path("runs").asInt(),
                    lanes(node.path("lanes")),
                    node.hasNonNull("lastBeatAgeMs")
                            ? node.path("lastBeatAgeMs").asLong() + " ms"
                            : "-",
                    labels(node.path("labels")),
                    capabilities(node.path("capabilities")));
        }
        return table;
    }

    /** A node that left says so by its status; until then it may be draining. */
    private static String status(JsonNode node) {
        return statusOf(node) + (isThere(node) && node.path("draining").asBoolean() ? " draining" : "");
    }

    /** Its version, and the beginning of its id: enough to tell two engines of one machine. */
    private static String engine(JsonNode engine) {
        if (!engine.isObject()) {
            return "-";
        }
        var id = engine.path("id").asText().split("[:-]", 2)[0];
        return (engine.path("version").asText() + " " + id).strip();
    }

    private static String labels(JsonNode labels) {
        var parts = new ArrayList<String>();
        labels.properties()
                .forEach(label ->
                        parts.add(label.getKey() + "=" + label.getValue().asText()));
        return parts.isEmpty() ? "-" : String.join(",", parts);
    }

    private static String lanes(JsonNode lanes) {
        var parts = new ArrayList<String>();
        lanes.properties()
                .forEach(lane -> parts.add("%s %d/%d"
                        .formatted(
                                lane.getKey(),
                                lane.getValue().path("used").asInt(),
                                lane.getValue().path("slots").asInt())));
        return parts.isEmpty() ? "-" : String.join(", ", parts);
    }

    private static String capabilities(JsonNode capabilities) {
        var names = new ArrayList<String>();
        capabilities.forEach(name -> names.add(name.asText()));
        return String.join(" ", names);
    }
}
