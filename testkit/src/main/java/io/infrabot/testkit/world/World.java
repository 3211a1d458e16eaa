package io.infrabot.testkit.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.testkit.world.Member.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/**
 * The processes of InfraBot, any number of each kind, on ports and in a folder of their own. They can be started,
 * killed, paused and woken; none outlives this JVM. Thread-safe, but one member is for one thread at a time.
 */
public final class World implements AutoCloseable {

    private static final Duration START_PATIENCE = Duration.ofSeconds(90);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(60);
    private static final Comparator<Member> ORDER =
            Comparator.comparing(Member::kind).thenComparing(Member::number);

    private final Path folder;
    private final Launch launch;
    private final Map<Member, Place> places = new ConcurrentSkipListMap<>(ORDER);
    private final List<AutoCloseable> others = Collections.synchronizedList(new ArrayList<>());

    public World(Path folder, Programs programs) {
        this.folder = folder;
        launch = new Launch(programs, buildRoot());
        Folders.create(folder("logs"));
        Folders.create(buildRoot());
    }

    /** Makes places for members that run as usual. */
    public World add(Member... members) {
        for (var member : members) {
            add(member, Manner.USUAL);
        }
        return this;
    }

    /** Makes a place for a member; one that is there already gets a new manner with its next start. */
    public World add(Member member, Manner manner) {
        places.computeIfAbsent(member, _ -> new Place(member, folder)).be(manner);
        return this;
    }

    /** Starts brokers, then everybody else at once; returns when all are ready and their nodes are known to be alive. */
    public void start(Member... members) {
        // several brokers only serve once most of them are there, so none waits for the one before
        var brokers = Stream.of(members)
                .filter(member -> member.kind() == Kind.BROKER)
                .toArray(Member[]::new);
        Stream.of(brokers).forEach(this::launch);
        await(brokers);
        Stream.of(members).filter(member -> member.kind() != Kind.BROKER).forEach(this::launch);
        await(members);
        awaitNodes();
    }

    /** Starts a member and waits for nothing. */
    public void launch(Member member) {
        var place = place(member);
        place.seat(launch.start(place, List.copyOf(places.values())));
    }

    /** Returns when members are ready. */
    public void await(Member... members) {
        for (var member : members) {
            var place = place(member);
            Waiting.until(
                    START_PATIENCE,
                    () -> assertThat(place.isReady() || !place.isRunning())
                            .as("%s is ready", member)
                            .isTrue());
            assertThat(place.isRunning()).as("%s runs", member).isTrue();
        }
    }

    /** Returns when every node that should run is seen alive by a session service: only then it is given work. */
    public void awaitNodes() {
        if (members(Kind.SESSION).stream().noneMatch(this::isAwake)) {
            return;
        }
        for (var member : members()) {
            if (member.kind().isNode() && isAwake(member)) {
                Waiting.until(
                        START_PATIENCE,
                        () -> assertThat(api().nodeStatus(member.id()))
                                .as("%s", member)
                                .isEqualTo("ALIVE"));
            }
        }
    }

    /** SIGKILL to all of them before any is waited for. */
    public void kill(Member... members) {
        for (var member : members) {
            place(member).process().signal("KILL");
        }
        for (var member : members) {
            place(member).leave();
        }
    }

    /** SIGTERM; returns how long the process took to go, and fails where it does not. */
    public Duration term(Member member) {
        var begun = System.nanoTime();
        term(List.of(member));
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** SIGTERM to everybody who is awake, brokers last; returns when all are gone. */
    public void termAll() {
        var awake = members().stream().filter(this::isAwake).toList();
        term(awake.stream().filter(member -> member.kind() != Kind.BROKER).toList());
        term(awake.stream().filter(member -> member.kind() == Kind.BROKER).toList());
    }

    private void term(List<Member> members) {
        members.forEach(member -> place(member).process().signal("TERM"));
        for (var member : members) {
            Waiting.until(
                    STOP_PATIENCE,
                    () -> assertThat(isRunning(member))
                            .as("%s still runs", member)
                            .isFalse());
        }
    }

    /** SIGTERM to a member that runs; then it starts in another manner. Returns when it is ready. */
    public void restart(Member member, Manner manner) {
        if (isRunning(member)) {
            term(member);
        }
        add(member, manner).start(member);
    }

    /** The process stands still from now on; its connections stay open. */
    public void pause(Member member) {
        place(member).pause();
    }

    public void resume(Member member) {
        place(member).resume();
    }

    /** Wakes who is paused and starts who does not run; returns when everybody is ready. */
    public void heal() {
        for (var member : members()) {
            if (!isRunning(member)) {
                launch(member);
            } else if (!isAwake(member)) {
                resume(member);
            }
        }
        await(members().toArray(Member[]::new));
        awaitNodes();
    }

    /** Whether a member's process is there, paused or not. */
    public boolean isRunning(Member member) {
        return place(member).isRunning();
    }

    /** How a member's process ended, which it has. */
    public int exitCode(Member member) {
        return place(member).process().exitCode();
    }

    /** Whether it runs and is not paused. */
    public boolean isAwake(Member member) {
        return place(member).isAwake();
    }

    /** Whether it says that it is ready; a broker's word is that it listens. */
    public boolean isReady(Member member) {
        return place(member).isReady();
    }

    public long pid(Member member) {
        return place(member).process().pid();
    }

    /** Everybody who has a place here, brokers first. */
    public List<Member> members() {
        return List.copyOf(places.keySet());
    }

    public List<Member> members(Kind kind) {
        return members().stream().filter(member -> member.kind() == kind).toList();
    }

    /** A client of the first session service that is awake; of the first one where none is. */
    public Api api() {
        var sessions = members(Kind.SESSION);
        return api(sessions.stream()
                .filter(this::isAwake)
                .findFirst()
                .or(() -> sessions.stream().findFirst())
                .orElseThrow());
    }

    /** A client of that session service. */
    public Api api(Member session) {
        return new Api(place(session).host(), port(session));
    }

    public int port(Member member) {
        return place(member).port();
    }

    /** The management port; a broker's is its controller's. */
    public int secondPort(Member member) {
        return place(member).secondPort();
    }

    /** All brokers, as a client's setting. */
    public String bootstrapServers() {
        return Launch.bootstrapServers(List.copyOf(places.values()));
    }

    /** Image builds may read what is in here. */
    public Path buildRoot() {
        return folder("contexts");
    }

    /** A folder that goes with the world. */
    public Path folder(String name) {
        return folder.resolve(name);
    }

    public Path log(Member member) {
        return place(member).log();
    }

    /** Closes {@code other} when this world is closed. */
    public <T extends AutoCloseable> T with(T other) {
        others.add(other);
        return other;
    }

    /** Prints the end of every log. */
    public void printLogs() {
        places.values().forEach(Place::printLog);
    }

    /** Kills what still runs and removes the folder. */
    @Override
    public void close() {
        stop();
        Folders.delete(folder);
    }

    /** As {@link #close()}, but the logs stay. */
    public void closeKeepingLogs() {
        stop();
        Folders.delete(folder("data"));
    }

    private void stop() {
        places.values().forEach(Place::leave);
        for (var other : others) {
            try {
                other.close();
            } catch (Exception e) {
                System.out.printf("could not close %s: %s%n", other, e);
            }
        }
    }

    private Place place(Member member) {
        var place = places.get(member);
        if (place == null) {
            throw new IllegalArgumentException(member + " has no place in this world");
        }
        return place;
    }
}
