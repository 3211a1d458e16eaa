package io.infrabot.chaos.fault;

import io.infrabot.testkit.world.Member;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** SIGKILL, at moments that hurt. */
final class Kills {

    private Kills() {}

    static List<Fault> all() {
        return List.of(
                new Doing("F01", "kill -9 of docker-ops before it takes its requests", NodeKills::beforeTaking),
                new Doing("F02", "kill -9 of docker-ops in the middle of a pull", NodeKills::midPull),
                new Doing(
                        "F03",
                        "kill -9 of tool-runner after a counted effect, before it could say so",
                        NodeKills::afterEffect),
                new Doing(
                        "F04",
                        "kill -9 of docker-ops right after one of its successes was taken in",
                        NodeKills::afterReport),
                new Doing("F05", "kill -9 of a session service while it folds", SessionKills::whileFolding),
                new Doing(
                        "F06",
                        "kill -9 of a session service that " + SessionKills.READERS + " readers follow",
                        SessionKills::withReaders),
                new Doing("F07", "kill -9 of tool-runner in the middle of a tool", NodeKills::midTool),
                new Doing("F08", "kill -9 of everything at once, restarted in any order", Kills::everything));
    }

    private static Outcome everything(Scene scene) {
        var all = scene.world().members();
        var begun = Survivors.of(scene, all.getFirst());
        scene.world().kill(all.toArray(Member[]::new));
        var order = new ArrayList<>(all);
        Collections.shuffle(order, new Random(scene.random().nextLong()));
        order.forEach(scene.world()::launch);
        scene.world().await(order.toArray(Member[]::new));
        scene.world().awaitNodes();
        return begun.recovered(Outcome.of("killed all %d, started again %s".formatted(all.size(), order)));
    }
}
