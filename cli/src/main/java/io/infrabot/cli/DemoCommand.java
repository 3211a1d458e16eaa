package io.infrabot.cli;

import io.infrabot.cli.demo.Demo;
import io.infrabot.cli.engine.Engine;
import io.infrabot.cli.engine.Registry;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
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

    DemoCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        var demo = new Demo(
                service.rest(context),
                Engine.at(engine),
                new Registry(registry),
                context.workingDirectory().resolve(buildRoot).normalize(),
                context.terminal());
        return demo.run() ? ExitCode.OK : ExitCode.FAILED;
    }
}
