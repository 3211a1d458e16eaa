package io.infrabot.chaos.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.chaos.fault.Outcome;
import io.infrabot.testkit.world.Member;
import io.infrabot.testkit.world.Member.Kind;
import io.infrabot.testkit.world.Waiting;
import io.infrabot.testkit.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Asks every session service, all the time, which nodes it holds for lost: because of a broker it must be none. */
final class NodeWatch implements AutoCloseable {

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final World world;
    private final List<Member> nodes;
    private final Set<String> lost = new ConcurrentSkipListSet<>();
    private volatile boolean stopped;

    private NodeWatch(World world) {
        this.world = world;
        nodes = world.members().stream()
                .filter(member -> member.kind().isNode() && world.isAwake(member))
                .toList();
    }

    /** Watches the nodes that are awake now. */
    static NodeWatch on(World world) {
        var watch = new NodeWatch(world);
        Thread.ofVirtual().start(watch::look);
        return watch;
    }

    /** All nodes must be alive soon, and none must ever have been lost. */
    Outcome judge(Outcome soFar) {
        var outcome = soFar;
        try {
            Waiting.until(
                    PATIENCE,
                    () -> assertThat(nodes)
                            .allMatch(node -> world.api().nodeStatus(node.id()).equals("ALIVE")));
        } catch (org.awaitility.core.ConditionTimeoutException e) {
            outcome = outcome.broken("not all nodes are alive afterwards");
        }
        return lost.isEmpty() ? outcome : outcome.broken("called lost because of a broker: " + lost);
    }

    private void look() {
        while (!stopped) {
            world.members(Kind.SESSION).forEach(this::note);
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private void note(Member session) {
        try {
            var statuses = world.api(session).nodeStatuses();
            nodes.stream()
                    .filter(node -> "LOST".equals(statuses.get(node.id())))
                    .forEach(node -> lost.add("%s by %s".formatted(node, session)));
        } catch (java.io.UncheckedIOException e) {
            // it cannot answer: then it says of nobody that he is lost
        }
    }

    @Override
    public void close() {
        stopped = true;
    }
}
