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

/** Measures the machine that this node runs on. */
@Singleton
public final class HostFactsTool implements AtomicTool {

    private static final ToolDescriptor DESCRIPTOR = new ToolDescriptor(
            "tool.host.facts",
            "Measures the node's machine: processor, load, memory, disks, system.",
            Map.of("type", "object", "additionalProperties", false, "properties", Map.of()),
            "tools",
            Effect.REPEATABLE,
            Duration.ofMinutes(10));

    private record NoArguments() {}

    private final HostProbe probe;

    HostFactsTool(HostProbe probe) {
        this.probe = probe;
    }

    @Override
    public ToolDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Map<String, Object> run(ToolRun run) throws ToolFailure, InterruptedException {
        Arguments.read(run.arguments(), NoArguments.class);
        run.progress(0.1, "measuring");
        return probe.measure();
    }
}
