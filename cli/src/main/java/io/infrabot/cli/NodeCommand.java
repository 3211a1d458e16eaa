package io.infrabot.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.infrabot.cli.screen.Table;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

@Command(name = "node", mixinStandardHelpOptions = true, description = "Nodes, the instances that do the work.")
final class NodeCommand implements Runnable {

    private final Context context;

    @picocli.CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private picocli.CommandLine.Model.CommandSpec spec;

    NodeCommand(Context context) {
        this.context = context;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "node what? (list)");
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

    static Table table(List<JsonNode> nodes) {
        var table = new Table("NODE", "KIND", "STATUS", "ENGINE", "BUSY", "BEAT", "CAN DO");
        for (var node : nodes) {
            var engine = node.path("engine");
            table.row(
                    node.path("nodeId").asText(),
                    node.path("kind").asText(),
                    node.path("status").asText(),
                    engine.path("version").asText(engine.isTextual() ? engine.asText() : "-"),
                    lanes(node.path("lanes")),
                    node.hasNonNull("lastBeatAgeMs")
                            ? node.path("lastBeatAgeMs").asLong() + " ms"
                            : "-",
                    capabilities(node.path("capabilities")));
        }
        return table;
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
