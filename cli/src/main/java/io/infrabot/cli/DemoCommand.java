package io.infrabot.cli;

import io.infrabot.cli.demo.BuildRoot;
import io.infrabot.cli.demo.Demo;
import io.infrabot.probe.Engine;
import io.infrabot.probe.Registry;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Build, push, remove, pull and tag an image and ask the host for its facts, each step checked"
                + " in the engine and the registry.")
final class DemoCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private final ServiceOptions service = new ServiceOptions();

    @Option(
            names = "--engine",
            defaultValue = "unix:///var/run/docker.sock",
            description = "The container engine (default: ${DEFAULT-VALUE}).")
    private URI engine = URI.create("unix:///var/run/docker.sock");

    @Option(
            names = "--registry",
            defaultValue = "127.0.0.1:5000",
            description = "The registry's host and port (default: ${DEFAULT-VALUE}).")
    private String registry = "127.0.0.1:5000";

    @Option(
            names = "--build-root",
            required = true,
            paramLabel = "DIR",
            description = "Where nodes find build contexts.")
    private Path buildRoot = Path.of("");

    @Option(
            names = "--node-build-root",
            paramLabel = "DIR",
            description = "What nodes call it, where that is another name: /contexts in containers.")
    private @Nullable Path nodeBuildRoot;

    DemoCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        var here = context.workingDirectory().resolve(buildRoot).normalize();
        var demo = new Demo(
                service.rest(context),
                Engine.at(engine),
                Registry.at(registry),
                nodeBuildRoot == null ? BuildRoot.of(here) : new BuildRoot(here, nodeBuildRoot),
                context.terminal());
        return demo.run() ? ExitCode.OK : ExitCode.FAILED;
    }
}
