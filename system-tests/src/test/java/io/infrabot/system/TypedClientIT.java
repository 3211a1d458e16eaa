package io.infrabot.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.infrabot.system.harness.Program;
import io.infrabot.system.harness.Stack;
import io.infrabot.testkit.world.EngineProbe;
import io.infrabot.testkit.world.RegistryProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract is enough to generate a client from. */
@Order(Stack.SHARED)
class TypedClientIT {

    private static final Path DOCS = Path.of("../docs").toAbsolutePath().normalize();
    private static final Path CLIENT = DOCS.resolve("examples/typed-client");
    private static final int NOT_HERE = 3;

    @RegisterExtension
    static final Stack STACK = Stack.shared();

    @Test
    void aClientWhoseTypesAreGeneratedFromItDoesTheDemosWork() throws IOException {
        var ready = Program.of(DOCS.resolve("../dev/npm-ci.sh").toString(), CLIENT.toString())
                .run();
        assumeTrue(ready.code() != NOT_HERE, ready.err());
        assertThat(ready.code()).as(ready.err()).isZero();
        var image = RegistryProbe.address() + "/" + RegistryProbe.newRepository() + ":1";
        STACK.with(() -> EngineProbe.remove(image));
        STACK.with(() -> EngineProbe.remove(image + "-tagged"));
        var context = Files.createDirectories(STACK.buildRoot().resolve("typed"));
        Files.writeString(context.resolve("content"), UUID.randomUUID().toString());
        Files.writeString(context.resolve("Dockerfile"), "FROM scratch\nCOPY content /content\n");

        // generates the types and checks the program against them; then runs it
        Program.of("npm", "--prefix", CLIENT.toString(), "run", "build").say();
        var said = Program.of(
                        "node",
                        CLIENT.resolve("target/demo.js").toString(),
                        STACK.api().uri("/").toString().replaceFirst("/$", ""),
                        image,
                        context.toString())
                .say();

        assertThat(said)
                .contains(
                        "docker.build  SUCCEEDED", "docker.pull  SUCCEEDED", "tool.host.facts  SUCCEEDED", "TYPED OK");
    }
}
