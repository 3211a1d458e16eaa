package io.infrabot.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.infrabot.cli.rest.Json;
import io.infrabot.cli.rest.Rest;
import io.infrabot.cli.screen.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "status", mixinStandardHelpOptions = true, description = "Health and nodes at a glance.")
final class StatusCommand implements Callable<Integer> {

    /** DEGRADED is no failure: it does its work. */
    private static final Set<String> UNWELL = Set.of("UNHEALTHY", "DOWN");

    private final Context context;

    @Mixin
    private final ServiceOptions service = new ServiceOptions();

    @Option(names = "--json", description = "One JSON object: health and nodes.")
    private boolean json;

    StatusCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        var rest = service.rest(context);
        var health = rest.ask("/health");
        var nodes = nodes(rest);
        var terminal = context.terminal();
        if (json) {
            var both = Json.object();
            both.set("health", health.body());
            both.putArray("nodes").addAll(nodes);
            terminal.say(Json.line(both));
        } else {
            terminal.say(rest.base() + "  " + health.body().path("status").asText("answered " + health.status()));
            table(health.body()).lines().stream().skip(1).forEach(line -> terminal.say("  " + line));
            terminal.say("");
            NodeTable.show(terminal, nodes);
        }
        var unwell = UNWELL.contains(health.body().path("status").asText());
        return health.status() == 200 && !unwell ? ExitCode.OK : ExitCode.FAILED;
    }

    /** A service that is not well may still say how. */
    private static List<JsonNode> nodes(Rest rest) throws InterruptedException {
        var nodes = new ArrayList<JsonNode>();
        rest.ask("/nodes").body().path("items").forEach(nodes::add);
        return nodes;
    }

    /** One row a component, in whichever of the two usual shapes they come. */
    private static Table table(JsonNode health) {
        var table = new Table("COMPONENT", "STATUS", "DETAIL");
        for (var list : List.of(health.path("components"), health.path("checks"))) {
            if (list.isArray()) {
                list.forEach(one ->
                        table.row(one.path("name").asText(), one.path("status").asText(), detail(one)));
            } else {
                list.properties()
                        .forEach(one -> table.row(
                                one.getKey(),
                                one.getValue()
                                        .path("status")
                                        .asText(one.getValue().asText()),
                                detail(one.getValue())));
            }
        }
        return table;
    }

    private static String detail(JsonNode component) {
        for (var field : List.of("detail", "message", "data")) {
            if (component.hasNonNull(field)) {
                var value = component.path(field);
                return value.isTextual() ? value.asText() : Json.line(value);
            }
        }
        return "";
    }
}
