package io.infrabot.chaos.broker;

import io.infrabot.chaos.fault.Fault;
import io.infrabot.chaos.fault.Outcome;
import io.infrabot.chaos.fault.Scene;
import io.infrabot.testkit.world.Publisher;
import java.util.function.BiFunction;

/** Something that a foreign client writes, or takes away, while the rest goes on. */
record SpoiltTopic(String id, String what, BiFunction<Scene, Publisher, Outcome> deed) implements Fault {

    @Override
    public Outcome inject(Scene scene) {
        try (var publisher = new Publisher(scene.world())) {
            return deed.apply(scene, publisher);
        }
    }
}
