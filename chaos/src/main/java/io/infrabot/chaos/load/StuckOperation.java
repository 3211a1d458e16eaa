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

/**
 * What can be seen of an operation that does not end: where it stands, its facts, what its node says it holds, and what
 * the slots of that node do. Each is asked only once something is stuck: a run that ends pays nothing for it.
 */
final class StuckOperation {

    /** The frames of a slot's stack that tell what it waits for. */
    private static final int FRAMES = 12;

    private final World world;
    private final HistoryFold history;

    /** Of a world as it is now; reads its whole history. */
    StuckOperation(World world) {
        this.world = world;
        this.history = HistoryFold.of(new TopicProbe(world));
    }

    /** In one line, for whoever has to find out why. */
    String describe(JsonNode operation) {
        var node = operation.path("node").asText("");
        return "%s on %s of session %s, %s; facts: %s; the node: %s; its slots: %s"
                .formatted(
                        operation.path("status").asText(),
                        node.isEmpty() ? "no node" : node,
                        operation.path("sessionId").asText(),
                        operation.path("waiting"),
                        facts(operation.path("operationId").asText()),
                        world.api().get("/api/v1/nodes/" + node).body(),
                        world.members().stream()
                                .filter(member -> member.id().equals(node) && world.isRunning(member))
                                .findFirst()
                                .map(this::slots)
                                .orElse("none"));
    }

    private String facts(String operation) {
        return history.factsOf(operation).stream()
                .map(entry -> entry.fact().getClass().getSimpleName() + "@" + entry.offset() + " "
                        + entry.fact().at())
                .collect(Collectors.joining(", "));
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
                        .map(StuckOperation::shortened)
                        .collect(Collectors.joining(" < ")));
            }
        }
        return List.copyOf(slots).toString();
    }

    private static String shortened(String line) {
        var text = line.strip();
        return text.startsWith("\"")
                ? text.substring(0, text.indexOf('"', 1) + 1)
                : text.replaceFirst("^at (?:.*[./])?(\\w+\\.[\\w<>$]+)\\(.*", "$1");
    }
}
