package io.infrabot.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.cli.screen.Terminal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Options, help, exit codes, and the status of the service. */
class MainTest extends ProgramOnAWire {

    @Test
    void withoutAServiceTheWayToOneIsSaid() {
        wire.close();

        assertThat(infrabot("sessions")).isEqualTo(ExitCode.PREREQUISITE);
        assertThat(screen.err())
                .isEqualTo(
                        "infrabot: the InfraBot service at " + wire.uri() + " is not reachable\nhint: ./infrabot up\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "frobnicate",
                "run",
                "run pull x",
                "run docker.tag a b c",
                "watch",
                "cancel",
                "node",
                "sessions --limit many",
                "sessions --limit 0",
                "sessions --limit -5",
                "sessions --limit 99999999999",
                "sessions --foo",
                "sessions more",
                "operations --foo",
                "operations a b",
                "run docker.pull a --foo",
                "watch a b",
                "cancel a --foo",
                "status --foo",
                "node list --foo",
                "node drain",
                "node forget",
                "node forget a b",
                "node await a --seconds 0",
                "node frobnicate",
                "await http://127.0.0.1/ --seconds -1",
                "demo --foo",
                "sessions --url ftp://x",
                "await nonsense",
                "demo"
            })
    void whatCannotBeMeantIsRefused(String line) {
        assertThat(infrabot(line.isEmpty() ? new String[0] : line.split(" ", -1)))
                .isEqualTo(ExitCode.USAGE);
        assertThat(screen.err()).startsWith("infrabot: ");
        assertThat(wire.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "run --help", "demo --help", "node list --help", "--version"})
    void helpIsNoFailure(String line) {
        assertThat(infrabot(line.split(" ", -1))).isZero();
        assertThat(screen.out()).containsIgnoringCase("infrabot");
    }

    @Test
    void theVersionIsThatOfTheBuild() throws IOException {
        assertThat(infrabot("--version")).isZero();

        assertThat(Files.readString(Path.of("../pom.xml")))
                .contains("<version>" + screen.out().strip().replace("infrabot ", "") + "</version>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sessions", "sessions --json", "node list", "status", "--help", "run --help", "--version"})
    void whatCouldNotBeWrittenIsAFailure(String line) {
        wire.on("GET /api/v1/sessions?limit=50", 200, "{\"items\":[{\"sessionId\":\"s1\"}]}")
                .on("GET /api/v1/nodes", 200, "{\"items\":[]}")
                .on("GET /api/v1/health", 200, "{\"status\":\"HEALTHY\",\"components\":{}}");
        var full = new Terminal(
                new PrintStream(new FullDevice(), false, UTF_8),
                screen.terminal().err(),
                false,
                80);

        assertThat(infrabot(full, line.split(" ", -1))).isEqualTo(ExitCode.FAILED);
        assertThat(screen.err()).startsWith("infrabot: the output could not be written");
    }

    @Test
    void statusOfAServiceThatIsNotWellIsShownAndAFailure() {
        wire.on("GET /api/v1/nodes", 200, "{\"items\":[]}").on("GET /api/v1/health", exchange -> {
            exchange.getResponseHeaders().add("Retry-After", "0");
            Wire.reply(
                    exchange,
                    503,
                    "{\"status\":\"DOWN\",\"components\":{\"kafka\":{\"status\":\"DOWN\",\"detail\":\"no broker\"}}}");
        });

        assertThat(infrabot("status")).isEqualTo(ExitCode.FAILED);
        assertThat(screen.lines()).startsWith(wire.uri() + "  DOWN", "  kafka      DOWN    no broker");
    }

    @ParameterizedTest
    @CsvSource({"HEALTHY, 0", "DEGRADED, 0", "UNHEALTHY, 1"})
    void statusIsAFailureOnlyWhereTheServiceCannotWork(String level, int exit) {
        wire.on("GET /api/v1/nodes", 200, "{\"items\":[]}")
                .on("GET /api/v1/health", 200, "{\"status\":\"" + level + "\",\"components\":{}}");

        assertThat(infrabot("status")).isEqualTo(exit);
    }

    @Test
    void awaitEndsWhenTheAnswerIsGood() {
        wire.on("GET /q/health/ready", 200, "{}");

        assertThat(infrabot("await", wire.uri() + "/q/health/ready", "--seconds", "5", "--what", "session-service"))
                .isZero();
        assertThat(screen.out()).startsWith("session-service is ready after 0.");
    }

    @Test
    void awaitGivesUpWithTheLastAnswer() {
        wire.on("GET /q/health/ready", 503, "still starting");

        assertThat(infrabot("await", wire.uri() + "/q/health/ready", "--seconds", "0", "--what", "session-service"))
                .isEqualTo(ExitCode.FAILED);
        assertThat(screen.err())
                .isEqualTo("infrabot: session-service is not ready after 0 s; its last answer: 503 still starting\n");
    }

    /** As /dev/full. */
    private static final class FullDevice extends OutputStream {

        @Override
        public void write(int b) throws IOException {
            throw new IOException("No space left on device");
        }
    }
}
