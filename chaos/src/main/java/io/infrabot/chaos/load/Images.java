package io.infrabot.chaos.load;

import io.infrabot.chaos.checker.Effect;
import io.infrabot.events.OperationId;
import io.infrabot.testkit.world.EngineProbe;
import io.infrabot.testkit.world.RegistryProbe;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Names for tags and pulls, each used by one operation only, so that the engine's words tell whose effect it was. */
public final class Images implements AutoCloseable {

    private static final int BYTES = 4_096;

    /** What an operation is to do with an image. */
    private record Wanted(String action, String image) {}

    private final String repository = RegistryProbe.newRepository();
    private final Set<String> names = ConcurrentHashMap.newKeySet();
    private final AtomicInteger next = new AtomicInteger();
    private final Map<OperationId, Wanted> wanted = new ConcurrentHashMap<>();
    private final EngineEvents events = EngineEvents.listen();

    /** Puts one small image into registry and engine. */
    public Images() {
        RegistryProbe.publish(repository, 1, BYTES);
        names.add(source());
        EngineProbe.pull(source());
    }

    /** An image that is in the engine. */
    public String source() {
        return name("1");
    }

    /** Tags the small image with a name of its own. */
    public Ask tag() {
        return Ask.tag(source(), name("t" + next.incrementAndGet()));
    }

    /** Pulls a small image of its own, out of a repository of its own: the registry mixes up tags that are put at once. */
    public Ask pull() {
        var own = RegistryProbe.newRepository();
        RegistryProbe.publish(own, 1, BYTES);
        return Ask.pull(RegistryProbe.address() + "/" + own + ":1");
    }

    /** {@code operation} is the one that is asked to do {@code ask}. */
    public void expect(OperationId operation, Ask ask) {
        var image = ask.body().get(ask.type().equals("docker.tag") ? "target" : "image");
        if (image != null) {
            names.add(image.toString());
            wanted.put(operation, new Wanted(ask.type().substring("docker.".length()), image.toString()));
        }
    }

    /** What the engine has done for each operation, and whether it is there. */
    public List<Effect> effects() {
        var there = EngineProbe.names();
        return wanted.entrySet().stream()
                .map(each -> new Effect(
                        each.getKey(),
                        Effect.Kind.REPEATABLE,
                        events.count(each.getValue().action(), each.getValue().image()),
                        there.contains(each.getValue().image()),
                        events.last(each.getValue().action(), each.getValue().image())
                                .orElse(null)))
                .toList();
    }

    private String name(String tag) {
        return RegistryProbe.address() + "/" + repository + ":" + tag;
    }

    /** Removes every name that it gave. */
    @Override
    public void close() {
        events.close();
        EngineProbe.names().stream().filter(names::contains).forEach(EngineProbe::remove);
    }
}
