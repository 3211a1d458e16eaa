package io.infrabot.chaos.broker;

import io.infrabot.chaos.fault.Fault;
import io.infrabot.chaos.fault.Outcome;
import io.infrabot.chaos.fault.Scene;
import io.infrabot.chaos.load.PublishedNoops;
import io.infrabot.testkit.world.Member;
import io.infrabot.testkit.world.World;

/** Each of three brokers stops and starts in its turn: the first as it should, the others killed (F16). */
final class BrokerRestarts implements Fault {

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
        return OneAway.during(scene, (cluster, load) -> {
            for (var broker : cluster.brokers()) {
                cluster.awaitInSync();
                restart(scene.world(), broker, load);
            }
            return Outcome.of("restarted %s, %d requests acknowledged meanwhile"
                    .formatted(cluster.brokers(), load.acknowledged()));
        });
    }

    private static void restart(World world, Member broker, PublishedNoops load) {
        try {
            if (broker.number() == 1) {
                world.term(broker);
            } else {
                world.kill(broker);
            }
            load.more(OneAway.BETWEEN);
        } finally {
            world.start(broker);
        }
    }
}
