package io.infrabot.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.infrabot.cli.screen.OutputLost;
import io.infrabot.cli.screen.Terminal;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The entry point: {@code infrabot COMMAND …}. */
@Command(
        name = "infrabot",
        mixinStandardHelpOptions = true,
        version = Main.VERSION,
        description = "Containers, hosts and agents operated by events.",
        footer = {"", "Exit: 0 ok, 1 failed, 2 usage, 3 something is missing (is the stack up?)."})
public final class Main implements Runnable {

    /** As the pom says, with which a test compares it. */
    static final String VERSION = "infrabot 0.1.0-SNAPSHOT";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private Main() {}

    public static void main(String[] arguments) {
        var environment = System.getenv();
        var context = new Context(
                Terminal.ofProcess(environment), environment, Path.of("").toAbsolutePath());
        System.exit(run(context, arguments));
    }

    /** The whole program, up to its exit code. */
    static int run(Context context, String... arguments) {
        var terminal = context.terminal();
        var failures = new Failures(terminal);
        var code = new CommandLine(new Main())
                .addSubcommand(new RunCommand(context))
                .addSubcommand(new WatchCommand(context))
                .addSubcommand(new SessionsCommand(context))
                .addSubcommand(new OperationsCommand(context))
                .addSubcommand(new CancelCommand(context))
                .addSubcommand(new NodeCommand(context))
                .addSubcommand(new StatusCommand(context))
                .addSubcommand(new AwaitCommand(context))
                .addSubcommand(new DemoCommand(context))
                .setOut(new PrintWriter(terminal.out(), true, UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, UTF_8))
                .setColorScheme(CommandLine.Help.defaultColorScheme(terminal.live() ? Ansi.ON : Ansi.OFF))
                .setUsageHelpWidth(Math.max(80, terminal.width()))
                .setParameterExceptionHandler(misused(terminal))
                .setExecutionExceptionHandler((failure, command, parsed) -> failures.exitCodeOf(failure))
                .execute(arguments);
        return code == ExitCode.OK ? written(terminal, failures) : code;
    }

    /** Help that nobody could read is no success either. */
    private static int written(Terminal terminal, Failures failures) {
        try {
            terminal.check();
            return ExitCode.OK;
        } catch (OutputLost lost) {
            return failures.exitCodeOf(lost);
        }
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command?");
    }

    private static IParameterExceptionHandler misused(Terminal terminal) {
        return (misuse, arguments) -> {
            terminal.complain("infrabot: " + misuse.getMessage());
            misuse.getCommandLine().usage(terminal.err(), Ansi.OFF);
            terminal.err().flush();
            return ExitCode.USAGE;
        };
    }
}
