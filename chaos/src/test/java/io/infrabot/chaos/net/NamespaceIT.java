package io.infrabot.chaos.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.infrabot.testkit.world.Waiting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Needs root, iproute2 and iptables. */
class NamespaceIT {

    private static final int REFUSED_OR_LOST = 1;

    @BeforeEach
    void rootOnly() {
        var obstacle = Namespace.obstacle();
        assumeTrue(obstacle.isEmpty(), obstacle.orElse(""));
    }

    @Test
    void aPortOfThisMachineIsReachedFromWithinUntilItIsCutAndAgainWhenItIsHealed() throws Exception {
        try (var door = echo();
                var namespace = Namespace.reaching(Set.of(door.getLocalPort()))) {
            assertThat(calls(namespace, door.getLocalPort())).isZero();

            for (var cut : Cut.values()) {
                namespace.cut(cut);
                assertThat(calls(namespace, door.getLocalPort())).as("%s", cut).isEqualTo(REFUSED_OR_LOST);

                namespace.heal();
                assertThat(namespace.isHealed()).isTrue();
                assertThat(calls(namespace, door.getLocalPort())).as("healed").isZero();
            }
        }
    }

    @Test
    void packetsAreLostAndConnectionsReset() throws Exception {
        try (var door = echo();
                var namespace = Namespace.reaching(Set.of(door.getLocalPort()))) {
            namespace.reset(1);
            assertThat(calls(namespace, door.getLocalPort())).isEqualTo(REFUSED_OR_LOST);
            namespace.heal();

            namespace.lose(0.2);
            assertThat(namespace.isHealed()).isFalse();
            // the first packets of a call may be lost twice, and then it takes more than its 3 s
            Waiting.until(
                    () -> assertThat(calls(namespace, door.getLocalPort())).isZero());
        }
    }

    @Test
    void nothingIsLeftOfANamespaceThatIsClosedWhileSomebodySitsInIt() throws Exception {
        String name;
        Process inside;
        try (var namespace = Namespace.reaching(Set.of())) {
            name = namespace.name();
            inside = new ProcessBuilder(command(namespace, "sleep", "60")).start();
            assertThat(Command.run("ip", "netns", "list")).contains(name);
        }

        assertThat(Command.run("ip", "netns", "list")).doesNotContain(name);
        assertThat(inside.waitFor(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whatAnEndedHarnessLeftIsRemoved() throws Exception {
        var ended = new ProcessBuilder("true").start();
        ended.waitFor();
        var stale = "infrabot-%d-1".formatted(ended.pid());
        Command.run("ip", "netns", "add", stale);

        Namespace.removeStale();

        assertThat(Command.run("ip", "netns", "list")).doesNotContain(stale);
    }

    private static ServerSocket echo() throws IOException {
        var door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            while (!door.isClosed()) {
                try (var caller = door.accept()) {
                    caller.getOutputStream().write("hello\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    // closed
                }
            }
        });
        return door;
    }

    /** 0 if a caller in the namespace is answered within 3 s. */
    private static int calls(Namespace namespace, int port) throws Exception {
        var script = "exec 3<>/dev/tcp/127.0.0.1/%d && read -r word <&3 && [[ $word == hello ]]".formatted(port);
        var code = new ProcessBuilder(command(namespace, "timeout", "3", "bash", "-c", script))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        return code == 0 ? 0 : REFUSED_OR_LOST;
    }

    private static List<String> command(Namespace namespace, String... command) {
        var whole = new ArrayList<>(List.of(namespace.prefix()));
        whole.addAll(List.of(command));
        return whole;
    }
}
