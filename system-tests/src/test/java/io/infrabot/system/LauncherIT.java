package io.infrabot.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.system.harness.Program;
import io.infrabot.testkit.world.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code ./infrabot} says where it starts nothing: refusals, states, and who waits for whom. */
class LauncherIT {

    private static final String LAUNCHER =
            Path.of("../infrabot").toAbsolutePath().normalize().toString();

    /** An option in a usage line, with the name of its value in capitals if it takes one. */
    private static final Pattern OPTION = Pattern.compile("[\\[ ](--[a-z-]+)( [A-Z][A-Z0-9,]*)?(?=[\\] ])");

    @TempDir
    private Path folder;

    /** Every word is looked at before anything is built, installed or started for it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "frobnicate",
                "help frobnicate",
                "--version more",
                "up --foo",
                "up broker nobody",
                "demo --foo",
                "demo --yes --foo",
                "demo more",
                "down --foo",
                "down more",
                "status --foo",
                "status --json more",
                "logs --foo",
                "logs nobody",
                "logs a b",
                "node",
                "node frobnicate",
                "node add",
                "node add broker",
                "node add docker-ops --foo",
                "node add docker-ops --id",
                "node add docker-ops --id Big",
                "node add docker-ops --id docker-ops-1",
                "node add docker-ops --engine tcp://nope",
                "node add docker-ops --engine http://127.0.0.1:2375",
                "node add docker-ops --engine nonsense",
                "node add tool-runner --engine own",
                "node add tool-runner --label x",
                "node add session --label a=b",
                "node remove",
                "node remove --foo",
                "node remove nobody",
                "node remove broker",
                "node remove session-1 tool-runner-1",
                "chaos --foo",
                "chaos more",
                "chaos --minutes",
                "chaos --minutes 0",
                "chaos --kills many",
                "chaos --seed x",
                "bench --foo",
                "bench --rounds 0",
                "bench --seconds -1",
                "bench --json"
            })
    void whatCannotBeMeantIsRefusedAndNothingHappens(String line) {
        var end = infrabot(line);

        assertThat(end.code()).as(end.err()).isEqualTo(2);
        assertThat(end.err()).startsWith("infrabot: ");
        assertThat(end.out()).isEmpty();
        assertThat(home()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "demo", "down", "status", "chaos", "bench"})
    void everyOptionThatTheHelpNamesIsTaken(String command) {
        var usage = infrabot(command + " --help").out().split("\n\n", 2)[0];
        var options = OPTION.matcher(usage)
                .results()
                .map(found -> found.group(2) == null ? found.group(1) : found.group(1) + " 1")
                .toList();
        assertThat(options).isNotEmpty();

        for (var option : options) {
            var end = infrabot(command + " " + option + " --no-such-option");

            assertThat(end.code()).as(end.err()).isEqualTo(2);
            assertThat(end.err()).as(option).contains("--no-such-option");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "help", "up --help", "status", "status --json"})
    void whatCouldNotBeWrittenIsAFailure(String line) {
        assertThat(infrabot(line).code()).isZero();
        assertThat(shell(LAUNCHER + " " + line + " > /dev/full").code()).isEqualTo(1);
    }

    @Test
    void itSaysWhichVersionItIs() {
        assertThat(infrabot("--version").out()).matches("infrabot \\d+\\.\\d+\\.\\d+.*\n");
    }

    /** Its pid is another program's by now: ours would have our word on its command line. */
    @Test
    void aPartThatDiedIsDeadAndThatIsAFailure() throws IOException {
        var born = Files.readString(Path.of("/proc/self/stat"))
                .replaceAll("(?s).*\\) ", "")
                .split(" ", -1)[19];
        note("session-1", ProcessHandle.current().pid() + "\n" + born + "\n-Dinfrabot.part=session-1@" + home() + "\n");

        var table = infrabot("status");
        assertThat(table.code()).isEqualTo(1);
        assertThat(table.out()).containsPattern("session-1 +- +dead");
        var json = infrabot("status --json");
        assertThat(json.code()).isEqualTo(1);
        assertThat(json.out()).contains("\"id\":\"session-1\",\"pid\":null,\"state\":\"dead\"");

        assertThat(infrabot("down").code()).isZero();
        assertThat(infrabot("status").code()).isZero();
    }

    @Test
    void downFindsWhatRunsWithoutAPidFile() throws IOException, InterruptedException {
        var known = part("broker");
        var second = part("broker");
        var gone = part("docker-ops-7");
        try {
            assertThat(infrabot("status").out()).containsPattern("broker +\\d+ +(starting|ready)");

            var end = infrabot("down");

            assertThat(end.code()).as(end.err()).isZero();
            assertThat(List.of(known, second, gone)).noneMatch(Process::isAlive);
            assertThat(end.err()).contains("ok stopped broker", "ok stopped docker-ops-7");
            assertThat(infrabot("down").err()).contains("nothing of this checkout ran");
        } finally {
            List.of(known, second, gone).forEach(Process::destroyForcibly);
        }
    }

    @Test
    void twoAtOnceTakeTurns() throws IOException, InterruptedException {
        Files.createDirectories(home());
        var lock = home().resolve("lock");
        Files.writeString(lock, "'./infrabot up' (pid 42)\n");
        var holder = new ProcessBuilder("flock", lock.toString(), "bash", "-c", "echo held; read -r line").start();
        assertThat(holder.inputReader().readLine()).isEqualTo("held");
        try (var waiting = Program.of(LAUNCHER, "down")
                .with("INFRABOT_HOME", home().toString())
                .start()) {
            Waiting.until(() -> assertThat(waiting.said()).contains("waiting for './infrabot up' (pid 42)"));
            assertThat(shell("INFRABOT_LOCK_SECONDS=0 " + LAUNCHER + " down").code())
                    .isEqualTo(1);

            holder.outputWriter().append("\n").flush();

            assertThat(waiting.process().waitFor()).isZero();
        } finally {
            holder.destroyForcibly();
        }
    }

    /** A process that looks like one of our parts, which waits for a line that never comes. */
    private Process part(String id) throws IOException {
        var process = new ProcessBuilder(
                        "bash", "-c", "echo there; read -r line", "bash", "-Dinfrabot.part=" + id + "@" + home())
                .start();
        assertThat(process.inputReader().readLine()).isEqualTo("there");
        return process;
    }

    private void note(String id, String text) throws IOException {
        Files.createDirectories(home().resolve("run"));
        Files.writeString(home().resolve("run").resolve(id + ".pid"), text);
    }

    private Path home() {
        return folder.resolve("home");
    }

    private Program.Ending infrabot(String line) {
        return shell(LAUNCHER + " " + line);
    }

    private Program.Ending shell(String words) {
        // ports on which nobody is asked by mistake
        return Program.shell(words)
                .with("INFRABOT_HOME", home().toString())
                .with("INFRABOT_BROKER_PORT", "1")
                .with("INFRABOT_SESSION_MANAGEMENT_PORT", "1")
                .run();
    }
}
