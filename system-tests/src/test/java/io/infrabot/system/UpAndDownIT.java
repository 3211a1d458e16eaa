package io.infrabot.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.infrabot.system.harness.Program;
import io.infrabot.system.harness.Stack;
import io.infrabot.testkit.world.EngineProbe;
import io.infrabot.testkit.world.Member.Kind;
import io.infrabot.testkit.world.Ports;
import io.infrabot.testkit.world.RegistryProbe;
import io.infrabot.wire.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./infrabot} from up to down, with a home and ports of its own; the build is the one that is tested here. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class UpAndDownIT {

    private static final String ADDED = "tool-runner-2";

    private final Map<String, Integer> ports = new HashMap<>();

    @TempDir
    private Path home;

    @BeforeEach
    void choosePortsAndKeepTheBuild() {
        for (var kind : Kind.all()) {
            ports.put(kind.port().variable(), Ports.free());
            ports.put(kind.second().variable(), Ports.free());
        }
        ports.put("INFRABOT_ADDED_PORTS", Ports.free());
        // else 'up' would build, in the folders that are tested
        say("cd $ROOT; for each in lib members build stack; do . dev/$each.sh; done; keep_build \"$(source_stamp)\"");
    }

    @AfterEach
    void down() {
        infrabot("down");
    }

    @Test
    void fromUpToDown() throws IOException {
        assertThat(infrabot("up")).contains("ok broker 127.0.0.1:").contains("ok session-1 127.0.0.1:" + frontDoor());
        assertThat(infrabot("up").lines()).contains("ok broker running", "ok tool-runner-1 running");
        var parts = parts();
        assertThat(parts).hasSize(Kind.all().size()).allMatch(UpAndDownIT::isReady);
        assertThat(parts.findValuesAsText("id")).startsWith("broker", "session-1");

        assertThat(infrabot("node add tool-runner --label zone=a")).contains("ok " + ADDED + " 127.0.0.1:");
        assertThat(parts().findValuesAsText("id")).contains(ADDED);
        assertThat(parts()).allMatch(UpAndDownIT::isReady);

        assertThat(infrabot("node remove " + ADDED)).contains("ok removed " + ADDED);
        assertThat(parts().findValuesAsText("id")).doesNotContain(ADDED).hasSize(Stack.SERVICES.size() + 1);

        infrabot("down");
        assertThat(parts())
                .allMatch(part -> part.path("state").asText().equals("stopped")
                        && part.path("pid").isNull());
    }

    private int frontDoor() {
        return ports.get(Kind.SESSION.port().variable());
    }

    private JsonNode parts() throws IOException {
        return Json.tolerant().readTree(infrabot("status --json")).path("parts");
    }

    private static boolean isReady(JsonNode part) {
        return part.path("state").asText().equals("ready") && part.path("pid").isInt();
    }

    private String infrabot(String words) {
        return say("$ROOT/infrabot " + words);
    }

    private String say(String words) {
        var program = Program.shell(words)
                .with("ROOT", System.getProperty("infrabot.root"))
                .with("JAVA_HOME", System.getProperty("java.home"))
                .with("INFRABOT_HOME", home.toString())
                .with("INFRABOT_ENGINE", EngineProbe.address())
                .with("INFRABOT_REGISTRY", RegistryProbe.address())
                .with("INFRABOT_AOT", "off");
        ports.forEach((name, port) -> program.with(name, Integer.toString(port)));
        return program.say();
    }
}
