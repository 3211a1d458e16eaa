package io.infrabot.chaos.fault;

import io.infrabot.chaos.load.Client;
import io.infrabot.chaos.load.Load;
import io.infrabot.events.SessionId;
import io.infrabot.testkit.history.LiveHistory;
import io.infrabot.testkit.world.Member;
import io.infrabot.testkit.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Where a fault happens.
 *
 * @param load goes on all the time; what a fault asks for itself it asks through a client of it
 * @param live the history as it grows
 * @param client whose attempts are part of the record
 * @param random drawn from the seed of the run
 * @param hold how long a fault lasts that could last as long as one likes
 */
public record Scene(World world, Load load, LiveHistory live, Client client, RandomGenerator random, Duration hold) {

    /** One of the members of that kind, by lot. */
    public Member any(Member.Kind kind) {
        return any(world.members(kind));
    }

    /** One of them, by lot. */
    public <T> T any(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }

    /** At least {@code shortest}. */
    public Duration holdAtLeast(Duration shortest) {
        return hold.compareTo(shortest) < 0 ? shortest : hold;
    }

    /** Asks for that many tags at once; returns while they are under way. */
    void burst(SessionId session, int size) {
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < size; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                var _ = load.ask(client, session, load.images().tag());
            }));
        }
        // the kill comes while they are under way
        Pause.of(Duration.ofMillis(random.nextInt(20, 80)));
        load.alsoJoin(threads);
    }
}
