package io.infrabot.chaos.fault;

import java.util.function.Function;

/** A fault of one process or one client: needs one broker and no special means. */
record Doing(String id, String what, Function<Scene, Outcome> deed) implements Fault {

    @Override
    public Outcome inject(Scene scene) {
        return deed.apply(scene);
    }
}
