package io.infrabot.chaos.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.infrabot.testkit.history.HistoryFold;
import io.infrabot.testkit.world.Member;
import io.infrabot.testkit.world.TopicProbe;
import io.infrabot.testkit.world.World;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What can be seen of operations that do not end: where each stands and its facts; of each node that has one, what it says
 * it holds and what its slots do. Looked up only once something is stuck: a load that ends pays nothing for it.
 */
record StuckOperations(World world, List<JsonNode> operations) {

    /** The frames of a slot's stack that tell what it waits for. */
    private static final int FRAMES = 12;

    /** A line an operation, then a line a node. */
    List<String> describe() {
        var history = HistoryFold.of(new TopicProbe(world));
        var nodes = operations.stream()
                .map(operation -> operation.path("node").asText(""))
                .filter(node -> !node.isEmpty())
                .distinct();
        return Stream.concat(operations.stream().map(operation -> line(operation, history)), nodes.map(this::line))
                .toList();
    }

    private static String line(JsonNode operation, HistoryFold history) {
        var facts = history.factsOf(operation.path("operationId").asText()).stream()
                .map(entry -> entry.fact().getClass().getSimpleName() + "@" + entry.offset() + " "
                        + entry.fact().at())
                .collect(Collectors.joining(", "));
        return "%s on %s of session %s, %s; facts: %s"
                .formatted(
                        operation.path("status").asText(),
                        operation.path("node").asText("no node"),
                        operation.path("sessionId").asText(),
                        operation.path("waiting"),
                        facts);
    }

    private String line(String node) {
        var slots = world.members().stream()
                .filter(member -> member.id().equals(node) && world.isRunning(member))
                .findFirst()
                .map(this::slots)
                .orElse("none, it does not run");
        return "%s says %s; its slots: %s"
                .formatted(node, world.api().get("/api/v1/nodes/" + node).body(), slots);
    }

    private String slots(Member member) {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            var asked = new ProcessBuilder(jcmd, Long.toString(world.pid(member)), "Thread.print")
                    .redirectErrorStream(true)
                    .start();
            return slotsIn(new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return "not seen: " + e.getMessage();
        }
    }

    /** The stacks of the slots in what {@code jcmd PID Thread.print} says. */
    static String slotsIn(String dump) {
        var slots = new ArrayList<String>();
        for (var thread : dump.split("\n\n", -1)) {
            if (thread.startsWith("\"lane-")) {
                slots.add(thread.lines()
                        .limit(1L + FRAMES)
                        .map(StuckOperations::shortened)
                        .collect(Collectors.joining(" < ")));
            }
        }
        return slots.toString();
    }

    private static String shortened(String line) {
        var text = line.strip();
        return text.startsWith("\"")
                ? text.substring(0, text.indexOf('"', 1) + 1)
                : text.replaceFirst("^at (?:.*[./])?(\\w+\\.[\\w<>$]+)\\(.*", "$1");
    }
}
