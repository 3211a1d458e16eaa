package io.infrabot.toolrunner;

import io.infrabot.events.ErrorCode;
import io.infrabot.events.OperationId;
import io.infrabot.tools.Arguments;
import io.infrabot.tools.AtomicTool;
import io.infrabot.tools.Effect;
import io.infrabot.tools.ToolDescriptor;
import io.infrabot.tools.ToolFailure;
import io.infrabot.tools.ToolRun;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Counts itself at a server outside of InfraBot, so that anybody can see how often an operation had its effect. The
 * server's address is a setting of the node, never of a request; without it the tool is not there.
 */
@Singleton
public final class CounterTool implements AtomicTool {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final ToolDescriptor DESCRIPTOR = new ToolDescriptor(
            "tool.counter",
            "Counts this operation once at the node's counter server and returns the count.",
            Map.of("type", "object", "additionalProperties", false, "properties", Map.of("holdMs", Hold.schema())),
            "tools",
            Effect.ONCE,
            Duration.ofMinutes(10));

    record CounterArguments(@Nullable Integer holdMs) {

        CounterArguments {
            Hold.of(holdMs);
        }

        Duration hold() {
            return Hold.of(holdMs);
        }
    }

    private final Optional<URI> counter;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    @Inject
    CounterTool(@ConfigProperty(name = "infrabot.tools.counter-url") Optional<URI> counter) {
        this.counter = counter.filter(url -> !url.toString().isBlank());
    }

    @Override
    public ToolDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public boolean isOffered() {
        return counter.isPresent();
    }

    @Override
    public Map<String, Object> run(ToolRun run) throws ToolFailure, InterruptedException {
        var hold = Arguments.read(run.arguments(), CounterArguments.class).hold();
        var count = run.toItsEnd(() -> count(run.operationId()));
        run.progress(0.5, "counted " + count);
        Thread.sleep(hold);
        return Map.of("count", count);
    }

    /** A stop waits for the answer: whether it was counted is known, or said to be unknown. */
    private long count(OperationId operation) throws ToolFailure, InterruptedException {
        var url = counter.map(base -> base.toString().replaceAll("/+$", "") + "/" + operation)
                .orElseThrow(() -> new ToolFailure(ErrorCode.TOOL_NOT_FOUND, "this node has no counter server"));
        var request = HttpRequest.newBuilder(URI.create(url))
                .timeout(PATIENCE)
                .POST(BodyPublishers.noBody())
                .build();
        try {
            return countIn(http.send(request, BodyHandlers.ofString()));
        } catch (ConnectException e) {
            throw new ToolFailure(ErrorCode.INTERNAL, "the counter server does not answer; nothing was counted");
        } catch (IOException e) {
            throw unknown("the counter server broke off");
        }
    }

    private static long countIn(HttpResponse<String> answer) throws ToolFailure {
        var text = answer.body().strip();
        if (answer.statusCode() != 200 || !text.matches("[0-9]{1,18}")) {
            throw unknown("the counter server answered " + answer.statusCode() + " and no number");
        }
        return Long.parseLong(text);
    }

    private static ToolFailure unknown(String what) {
        return new ToolFailure(ErrorCode.OUTCOME_UNKNOWN, what + "; it may have counted");
    }
}
