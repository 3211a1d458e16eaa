package io.infrabot.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against the machine's own engine. */
class EngineIT {

    private static final Path SOCKET = Path.of("/var/run/docker.sock");

    private final Engine engine = Engine.at(URI.create("unix://" + SOCKET));

    @BeforeAll
    static void thereIsAnEngine() {
        assumeTrue(Files.exists(SOCKET), "no engine at " + SOCKET);
    }

    @Test
    void theEngineSaysWhatItIs() throws IOException {
        assertThat(engine.version().path("ApiVersion").asText()).matches("1\\.\\d+");
    }

    @Test
    void anImageThatIsNotThereIsNotThere() throws IOException {
        assertThat(engine.image("127.0.0.1:5000/infrabot/never-made:1")).isEmpty();
    }

    @Test
    void removingWhatIsNotThereIsNoFailure() throws IOException {
        engine.remove("127.0.0.1:5000/infrabot/never-made:1");

        assertThat(engine.image("127.0.0.1:5000/infrabot/never-made:1")).isEmpty();
    }
}
