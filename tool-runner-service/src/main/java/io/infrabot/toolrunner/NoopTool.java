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
                            "holdMs", Hold.schema())),
            "tools",
            Effect.REPEATABLE,
            Duration.ofMinutes(10));

    record NoopArguments(
            @Nullable Map<String, Object> echo, @Nullable Integer holdMs) {

        NoopArguments {
            Hold.of(holdMs);
        }

        Duration hold() {
            return Hold.of(holdMs);
        }
    }

    @Override
    public ToolDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Map<String, Object> run(ToolRun run) throws ToolFailure, InterruptedException {
        var asked = Arguments.read(run.arguments(), NoopArguments.class);
        Thread.sleep(asked.hold());
        return asked.echo() == null ? Map.of() : Map.of("echo", asked.echo());
    }
}
