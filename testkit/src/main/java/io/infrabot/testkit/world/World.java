package io.infrabot.testkit.world;

import io.infrabot.testkit.world.Member.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * The processes of InfraBot, any number of each kind, on ports and in a folder of their own. They can be started,
 * killed, paused and woken; none outlives this JVM. Thread-safe, but one member is for one thread at a time.
 */
public final class World implements AutoCloseable {

    private final Path folder;
    private final Launch launch;
    private final Places places;
    private final Readiness readiness;
    private final Termination termination;
    private final List<AutoCloseable> others = Collections.synchronizedList(new ArrayList<>());

    public World(Path folder, Programs programs) {
        this.folder = folder;
        launch = new Launch(programs, buildRoot());
        places = new Places(folder);
        readiness = new Readiness(places);
        termination = new Termination(places);
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
        places.add(member, manner);
        return this;
    }

    /** Starts brokers, then everybody else at once; returns when all are ready and their nodes are known to be alive. */
    public void start(Member... members) {
        // several brokers only serve once most of them are there, so none waits for the one before
        var brokers =
                Stream.of(members).filter(member -> !member.kind().isService()).toArray(Member[]::new);
        Stream.of(brokers).forEach(this::launch);
        await(brokers);
        Stream.of(members).filter(member -> member.kind().isService()).forEach(this::launch);
        await(members);
        awaitNodes();
    }

    /** Starts a member and waits for nothing. */
    public void launch(Member member) {
        var place = places.of(member);
        place.seat(launch.start(place, places.all()));
    }

    /** Returns when members are ready. */
    public void await(Member... members) {
        readiness.await(List.of(members));
    }

    /** Returns when every node that should run is seen alive by a session service: only then it is given work. */
    public void awaitNodes() {
        readiness.awaitNodes();
    }

    /** SIGKILL to all of them before any is waited for. */
    public void kill(Member... members) {
        termination.kill(List.of(members));
    }

    /** SIGTERM; returns how long the process took to go, and fails where it does not. */
    public Duration term(Member member) {
        var begun = System.nanoTime();
        termination.term(List.of(member));
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** SIGTERM to everybody who is awake, brokers last; returns when all are gone. */
    public void termAll() {
        termination.termAll();
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
        places.of(member).pause();
    }

    public void resume(Member member) {
        places.of(member).resume();
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
        return places.of(member).isRunning();
    }

    /** How a member's process ended, which it has. */
    public int exitCode(Member member) {
        return places.of(member).process().exitCode();
    }

    /** Whether it runs and is not paused. */
    public boolean isAwake(Member member) {
        return places.of(member).isAwake();
    }

    /** Whether it says that it is ready; a broker's word is that it listens. */
    public boolean isReady(Member member) {
        return places.of(member).isReady();
    }

    public long pid(Member member) {
        return places.of(member).process().pid();
    }

    /** Everybody who has a place here, brokers first. */
    public List<Member> members() {
        return places.members();
    }

    public List<Member> members(Kind kind) {
        return places.members(kind);
    }

    /** A client of the first session service that is awake; of the first one where none is. */
    public Api api() {
        return places.api();
    }

    /** A client of that session service. */
    public Api api(Member session) {
        return places.of(session).api();
    }

    public int port(Member member) {
        return places.of(member).port();
    }

    /** The management port; a broker's is its controller's. */
    public int secondPort(Member member) {
        return places.of(member).secondPort();
    }

    /** All brokers, as a client's setting. */
    public String bootstrapServers() {
        return Launch.bootstrapServers(places.all());
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
        return places.of(member).log();
    }

    /** Closes {@code other} when this world is closed. */
    public <T extends AutoCloseable> T with(T other) {
        others.add(other);
        return other;
    }

    /** Prints the end of every log. */
    public void printLogs() {
        places.all().forEach(Place::printLog);
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
        places.all().forEach(Place::leave);
        for (var other : others) {
            try {
                other.close();
            } catch (Exception e) {
                System.out.printf("could not close %s: %s%n", other, e);
            }
        }
    }
}
