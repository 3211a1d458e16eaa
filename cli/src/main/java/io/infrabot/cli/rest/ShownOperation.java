package io.infrabot.cli.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An operation as the service shows it. Statuses and fields that are new to this client are shown as they are. */
public record ShownOperation(JsonNode json) {

    private static final Set<String> FINAL = Set.of("SUCCEEDED", "FAILED", "CANCELLED", "REJECTED");

    public String id() {
        return json.path("operationId").asText("");
    }

    public String sessionId() {
        return json.path("sessionId").asText("");
    }

    public String type() {
        return json.path("type").asText("operation");
    }

    public String status() {
        return json.path("status").asText("UNKNOWN");
    }

    public boolean isOver() {
        return FINAL.contains(status());
    }

    public boolean succeeded() {
        return status().equals("SUCCEEDED");
    }

    /** False while the service has the request and has not said yes or no. */
    public boolean isDecided() {
        return json.path("decided").asBoolean(true);
    }

    public int attempt() {
        return json.path("attempt").asInt(0);
    }

    public @Nullable String node() {
        return Json.text(json, "node");
    }

    public @Nullable String errorCode() {
        return Json.text(json.path("error"), "code");
    }

    public @Nullable String errorMessage() {
        return Json.text(json.path("error"), "message");
    }

    /** The last lines of what a program said before it failed; empty where none is known. */
    public List<String> errorOutput() {
        var lines = new ArrayList<String>();
        json.path("error").path("output").forEach(line -> lines.add(line.asText()));
        return lines;
    }

    /** Why it does not run yet, by its name; empty where nothing is said. */
    public String waitingReason() {
        return json.path("waiting").path("reason").asText("");
    }

    /** Why it does not run yet, for a person; empty where nothing is said. */
    public String waiting() {
        var waiting = json.path("waiting");
        var reason = waiting.path("reason").asText("");
        return waiting.hasNonNull("position")
                ? reason + ", position " + waiting.path("position").asText()
                : reason;
    }

    /** From the start, or else the request, to the end; null while it is not over. */
    public @Nullable Duration took() {
        var from = time("startedAt");
        var to = time("finishedAt");
        if (from == null) {
            from = time("requestedAt");
        }
        return from == null || to == null ? null : Duration.between(from, to);
    }

    /** Payload bytes that the engine moved. */
    public long networkBytes() {
        var usage = json.path("usage");
        return usage.path("networkReceivedBytes").asLong(0)
                + usage.path("networkSentBytes").asLong(0);
    }

    private @Nullable Instant time(String field) {
        try {
            var text = Json.text(json, field);
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
