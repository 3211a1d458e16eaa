package io.infrabot.chaos.broker;

import io.infrabot.chaos.fault.Fault;
import io.infrabot.chaos.fault.Outcome;
import io.infrabot.chaos.fault.Scene;
import io.infrabot.chaos.load.PublishedNoops;
import io.infrabot.chaos.world.Member;
import io.infrabot.chaos.world.World;
import java.time.Duration;

/** Each of three brokers stops and starts in its turn: the first as it should, the others killed (F16). */
final class BrokerRestarts implements Fault {

    private static final Duration BLOCK = Duration.ofSeconds(10);
    private static final Duration DRAIN = Duration.ofSeconds(60);
    private static final int BETWEEN = 30;

    @Override
    public String id() {
        return "F16";
    }

    @Override
    public String what() {
        return "one broker of three is stopped, others are killed, each comes back";
    }

    @Override
    public int brokers() {
        return 3;
    }

    @Override
    public Outcome inject(Scene scene) {
        var world = scene.world();
        try (var cluster = new Cluster(world);
                var nodes = NodeWatch.on(world);
                var load = PublishedNoops.on(world, 3)) {
            load.more(BETWEEN);
            for (var broker : cluster.brokers()) {
                cluster.awaitInSync();
                restart(world, broker, load);
            }
            cluster.awaitInSync();
            load.more(BETWEEN);
            var outcome = load.ends(DRAIN)
                    .judge(Outcome.of("restarted %s, %d requests acknowledged meanwhile"
                                    .formatted(cluster.brokers(), load.acknowledged()))
                            .measured("block", load.longestBlock(), BLOCK));
            return nodes.judge(outcome);
        }
    }

    private static void restart(World world, Member broker, PublishedNoops load) {
        try {
            if (broker.number() == 1) {
                world.term(broker);
            } else {
                world.kill(broker);
            }
            load.more(BETWEEN);
        } finally {
            world.start(broker);
        }
    }
}
