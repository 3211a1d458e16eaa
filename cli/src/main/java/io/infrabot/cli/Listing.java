package io.infrabot.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.infrabot.cli.rest.Json;
import io.infrabot.cli.rest.Rest;
import io.infrabot.cli.screen.Table;
import io.infrabot.cli.screen.Terminal;
import java.util.ArrayList;
import java.util.List;

/** Lists of the service, page by page. */
final class Listing {

    private Listing() {}

    /** The first {@code limit} items of {@code path}, over as many pages as it takes. */
    static List<JsonNode> items(Rest rest, String path, int limit) throws InterruptedException {
        var items = new ArrayList<JsonNode>();
        var page = path;
        while (items.size() < limit) {
            var answer = rest.get(page);
            answer.path("items").forEach(items::add);
            var cursor = Json.text(answer, "nextCursor");
            if (cursor == null || cursor.isEmpty() || answer.path("items").isEmpty()) {
                break;
            }
            page = path + (path.contains("?") ? "&" : "?") + "cursor=" + Rest.escaped(cursor);
        }
        return items.subList(0, Math.min(limit, items.size()));
    }

    /** Each item on a line of its own for machines, or else the table. */
    static void show(Terminal terminal, boolean json, List<JsonNode> items, Table table) {
        if (json) {
            items.forEach(item -> terminal.say(Json.line(item)));
        } else {
            table.lines().forEach(terminal::say);
        }
    }
}
