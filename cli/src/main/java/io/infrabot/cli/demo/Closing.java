package io.infrabot.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.infrabot.cli.ask.Session;
import io.infrabot.cli.screen.OperationTable;
import io.infrabot.cli.screen.Terminal;
import java.util.ArrayList;

/** What is left to see at the end: the folded session, and where to look further. */
final class Closing {

    private Closing() {}

    static void show(Session session, Terminal terminal) throws InterruptedException {
        var operations = new ArrayList<JsonNode>();
        session.operations().path("items").forEach(operations::add);
        var base = session.rest().base();
        terminal.say("");
        OperationTable.of(operations).lines().forEach(terminal::say);
        terminal.say("");
        terminal.say("session  " + base + "/api/v1/sessions/" + session.id());
        terminal.say("API      " + base + "/q/swagger-ui");
        terminal.say("health   " + base + "/api/v1/health");
        terminal.say("stop     ./infrabot down");
        terminal.say("DEMO OK session=" + session.id());
    }
}
