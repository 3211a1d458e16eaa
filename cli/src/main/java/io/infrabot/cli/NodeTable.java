package io.infrabot.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.infrabot.cli.screen.Table;
import io.infrabot.cli.screen.Terminal;
import io.infrabot.cli.screen.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Nodes as people read them, with what can be done about those that are gone. */
final class NodeTable {

    private NodeTable() {}

    static void show(Terminal terminal, List<JsonNode> nodes) {
        table(nodes).lines().forEach(terminal::say);
        hints(nodes).forEach(terminal::say);
    }

    static boolean isThere(JsonNode node) {
        return Set.of("ALIVE", "SUSPECT").contains(statusOf(node));
    }

    static String statusOf(JsonNode node) {
        return node.path("status").asText();
    }

    /** A node that left says so by its status; until then it may be draining. */
    static String status(JsonNode node) {
        return statusOf(node) + (isThere(node) && node.path("draining").asBoolean() ? " draining" : "");
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

    /** One sentence for each node that is gone: it stays listed until somebody says that it will not return. */
    private static List<String> hints(List<JsonNode> nodes) {
        return nodes.stream()
                .filter(node -> Set.of("LOST", "LEFT").contains(statusOf(node)))
                .map(node -> {
                    var id = Text.plain(node.path("nodeId").asText());
                    return "%s is %s: './infrabot up %s' starts it again, './infrabot node forget %s' takes it off the list"
                            .formatted(id, statusOf(node), id, id);
                })
                .toList();
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
