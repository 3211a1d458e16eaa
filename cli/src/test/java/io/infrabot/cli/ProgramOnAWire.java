package io.infrabot.cli;

import io.infrabot.cli.screen.Terminal;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** The whole program against a service on a real wire. */
abstract class ProgramOnAWire {

    static final String SESSION = "0197a4c2-6f3e-7b41-9c0d-2e8f5a1b3c4d";
    static final String OPERATION = SESSION + ".k3q7n2xw5abz";
    static final String EVENTS = "GET /api/v1/operations/" + OPERATION + "/events";

    final Wire wire = Wire.open();
    final Screen screen = new Screen(false);

    @AfterEach
    void hangUp() {
        wire.close();
    }

    int infrabot(String... arguments) {
        return infrabot(screen.terminal(), arguments);
    }

    int infrabot(Terminal terminal, String... arguments) {
        return Main.run(
                new Context(terminal, Map.of("INFRABOT_URL", wire.uri().toString()), Path.of("/tmp")), arguments);
    }
}
