package io.infrabot.testkit.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.infrabot.probe.JsonHttp;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The front door, as a user with curl sees it. */
public final class Api extends JsonHttp {

    private static final Set<String> FINAL = Set.of("SUCCEEDED", "FAILED", "CANCELLED", "REJECTED");

    public Api(int port) {
        this("127.0.0.1", port);
    }

    public Api(String host, int port) {
        super(URI.create("http://" + host + ":" + port));
    }

    /** Opens a session and returns its id. Where it is taken but not decided at once (202), waits until it is there. */
    public String session() {
        return sessionOf("system-tests");
    }

    /** The same, of that team. */
    public String sessionOf(String team) {
        var answer = post("/api/v1/sessions", Map.of("team", team));
        assertThat(answer.status()).as(answer.text()).isIn(201, 202);
        var id = answer.body().path("sessionId").asText();
        if (answer.status() == 202) {
            Waiting.until(() -> assertThat(get("/api/v1/sessions/" + id).status())
                    .as("session %s is there", id)
                    .isEqualTo(200));
        }
        return id;
    }

    public JsonNode session(String id) {
        return found(get("/api/v1/sessions/" + id));
    }

    /** Asks for an operation, which must be taken, and returns its id. */
    public String submit(String path, Map<String, Object> body) {
        var answer = post(path, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        assertThat(answer.header("Location"))
                .endsWith("/api/v1/operations/"
                        + answer.body().path("operationId").asText());
        return answer.body().path("operationId").asText();
    }

    public String noop(String session) {
        return submit("/api/v1/tools/noop", Map.of("sessionId", session));
    }

    public String pull(String session, String image) {
        return submit("/api/v1/docker/pull", Map.of("sessionId", session, "image", image));
    }

    public JsonNode operation(String id) {
        return found(get("/api/v1/operations/" + id));
    }

    /** Every operation of a session, oldest first. */
    public List<JsonNode> operations(String session) {
        var all = new ArrayList<JsonNode>();
        var cursor = "";
        do {
            var page = found(get("/api/v1/sessions/" + session + "/operations?limit=100" + cursor));
            page.path("items").forEach(all::add);
            var next = page.path("nextCursor").asText();
            cursor = next.isEmpty() ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());
        return all;
    }

    /** Waits for the end of an operation, of whatever kind, and returns what it became. */
    public JsonNode end(String operation) {
        Waiting.until(() -> assertThat(isOver(operation(operation)))
                .as("over: %s", operation(operation))
                .isTrue());
        return operation(operation);
    }

    /** Waits until an operation has succeeded, and returns what it became. */
    public JsonNode success(String operation) {
        var end = end(operation);
        assertThat(end.path("status").asText()).as(end.toString()).isEqualTo("SUCCEEDED");
        return end;
    }

    public static boolean isOver(JsonNode operation) {
        return FINAL.contains(operation.path("status").asText());
    }

    /** How many operations of a session are not over, as its state counts them. */
    public int live(String session) {
        var live = 0;
        for (var counted :
                get("/api/v1/sessions/" + session).body().path("operations").properties()) {
            live += FINAL.contains(counted.getKey()) ? 0 : counted.getValue().asInt();
        }
        return live;
    }

    public Answer cancel(String operation) {
        return post("/api/v1/operations/" + operation + "/cancel", Map.of());
    }

    /** The liveness of a node; empty where it is unknown. */
    public String nodeStatus(String node) {
        return nodeStatuses().getOrDefault(node, "");
    }

    /** The liveness of every node that is known, by its id. */
    public Map<String, String> nodeStatuses() {
        var statuses = new HashMap<String, String>();
        for (var each : get("/api/v1/nodes").body().path("items")) {
            statuses.put(each.path("nodeId").asText(), each.path("status").asText());
        }
        return statuses;
    }

    /** The value of a counter in the text format of Prometheus, over all its labels; 0 where it is not there. */
    public double metric(String name) {
        return get("/api/v1/metrics")
                .text()
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static JsonNode found(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.body();
    }
}
