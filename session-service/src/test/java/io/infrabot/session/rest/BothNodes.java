package io.infrabot.session.rest;

import static java.util.stream.Collectors.toMap;

import io.infrabot.events.NodeRegistered;
import io.infrabot.events.NodeRegistered.Tool;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A node of each kind, for as long as the application runs. */
@ApplicationScoped
class BothNodes {

    static final String DOCKER_OPS = "docker-ops-1";
    static final String TOOL_RUNNER = "tool-runner-1";

    /** What the tool runner can do, and any other that a test starts. */
    static final List<Tool> TOOLS = List.of(tool("tool.noop", "echo", "holdMs"), tool(NodeInTest.HELD));

    private static final NodeRegistered.Engine ENGINE = new NodeRegistered.Engine("engine-1", "engine", "29", "1.52");

    private final String bootstrapServers;
    private final List<NodeInTest> nodes = new ArrayList<>();

    BothNodes(@ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    void start(@Observes StartupEvent event) {
        var docker = List.of(
                tool("docker.pull", "image", "policy", "platform"),
                tool("docker.push", "image"),
                tool("docker.tag", "source", "target"),
                tool("docker.build", "context", "dockerfile", "tag", "buildArgs"));
        nodes.add(new NodeInTest(bootstrapServers, DOCKER_OPS, "docker-ops", ENGINE, docker));
        nodes.add(toolRunner(TOOL_RUNNER));
    }

    void stop(@Observes ShutdownEvent event) {
        nodes.forEach(NodeInTest::close);
    }

    /** Starts another tool runner; the caller closes it. */
    NodeInTest toolRunner(String id) {
        return new NodeInTest(bootstrapServers, id, "tool-runner", null, TOOLS);
    }

    private static Tool tool(String type, String... arguments) {
        var properties = Stream.of(arguments).collect(toMap(each -> each, _ -> Map.of()));
        return new Tool(
                type, "in test", Map.of("type", "object", "additionalProperties", false, "properties", properties));
    }
}
