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

/** Does nothing and says so: the way to see that the whole path works, and how long it takes. */
@Singleton
public final class NoopTool implements AtomicTool {

    private static final ToolDescriptor DESCRIPTOR = new ToolDescriptor(
            "tool.noop",
            "Does nothing; returns what it is given in 'echo'.",
            Map.of(
                    "type",
                    "object",
                    "additionalProperties",
                    false,
                    "properties",
                    Map.of("echo", Map.of("type", "object", "description", "returned as it is"))),
            "tools",
            Effect.REPEATABLE,
            Duration.ofMinutes(10));

    private record NoopArguments(@Nullable Map<String, Object> echo) {}

    @Override
    public ToolDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Map<String, Object> run(ToolRun run) throws ToolFailure {
        var echo = Arguments.read(run.arguments(), NoopArguments.class).echo();
        return echo == null ? Map.of() : Map.of("echo", echo);
    }
}
