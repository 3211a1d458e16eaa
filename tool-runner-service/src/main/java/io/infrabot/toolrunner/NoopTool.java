package io.infrabot.toolrunner;

import io.infrabot.tools.Arguments;
import io.infrabot.tools.AtomicTool;
import io.infrabot.tools.Effect;
import io.infrabot.tools.ToolDescriptor;
import io.infrabot.tools.ToolFailure;
import io.infrabot.tools.ToolRun;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Does nothing and says so: the way to see that the whole path works, how long it takes, and what stops it. */
@Singleton
public final class NoopTool implements AtomicTool {

    private static final int LONGEST_HOLD = 600_000;

    private static final ToolDescriptor DESCRIPTOR = new ToolDescriptor(
            "tool.noop",
            "Does nothing, for 'holdMs' milliseconds; returns what it is given in 'echo'.",
            Map.of(
                    "type",
                    "object",
                    "additionalProperties",
                    false,
                    "properties",
                    Map.of(
                            "echo", Map.of("type", "object", "description", "returned as it is"),
                            "holdMs",
                                    Map.of(
                                            "type",
                                            "integer",
                                            "minimum",
                                            0,
                                            "maximum",
                                            LONGEST_HOLD,
                                            "description",
                                            "how long it holds its slot, in milliseconds"))),
            "tools",
            Effect.REPEATABLE,
            Duration.ofMinutes(10));

    record NoopArguments(
            @Nullable Map<String, Object> echo, @Nullable Integer holdMs) {

        NoopArguments {
            if (holdMs != null && (holdMs < 0 || holdMs > LONGEST_HOLD)) {
                throw new IllegalArgumentException("holdMs must be 0 to " + LONGEST_HOLD + ", but is " + holdMs);
            }
        }
    }

    @Override
    public ToolDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Map<String, Object> run(ToolRun run) throws ToolFailure, InterruptedException {
        var asked = Arguments.read(run.arguments(), NoopArguments.class);
        if (asked.holdMs() != null) {
            Thread.sleep(asked.holdMs());
        }
        return asked.echo() == null ? Map.of() : Map.of("echo", asked.echo());
    }
}
