package io.infrabot.testkit.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A member's place in the world: its ports, its folders, and the process that sits there now. */
final class Place {

    private static final int CONNECT_MILLIS = 500;
    private static final int TAIL = 60;

    private final Member member;
    private final int port = Ports.free();
    private final int secondPort = Ports.free();
    private final Path data;
    private final Path log;
    private volatile Manner manner = Manner.USUAL;
    private volatile @Nullable Child process;
    private volatile boolean paused;

    Place(Member member, Path folder) {
        this.member = member;
        data = folder.resolve("data").resolve(member.id());
        log = folder.resolve("logs").resolve(member.id() + ".log");
    }

    Member member() {
        return member;
    }

    /** From the next start on. */
    void be(Manner other) {
        manner = other;
    }

    Manner manner() {
        return manner;
    }

    String host() {
        return manner.host();
    }

    int port() {
        return port;
    }

    /** The management port; a broker's is its controller's. */
    int secondPort() {
        return secondPort;
    }

    Path data() {
        return data;
    }

    Path log() {
        return log;
    }

    void seat(Child child) {
        process = child;
        paused = false;
    }

    Child process() {
        var child = process;
        if (child == null) {
            throw new IllegalStateException(member + " was never started");
        }
        return child;
    }

    boolean isRunning() {
        var child = process;
        return child != null && child.isAlive();
    }

    /** Runs and is not paused. */
    boolean isAwake() {
        return isRunning() && !paused;
    }

    void pause() {
        process().signal("STOP");
        paused = true;
    }

    void resume() {
        process().signal("CONT");
        paused = false;
    }

    void leave() {
        var child = process;
        if (child != null) {
            child.kill();
        }
    }

    /** Whether it says that it is ready; a broker's word is that it listens. */
    boolean isReady() {
        try {
            return member.kind().isService() ? answersReady() : listens();
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    /** A client of what it serves, which is for session services. */
    Api api() {
        return new Api(host(), port);
    }

    private boolean answersReady() {
        return new Api(host(), secondPort).get("/q/health/ready").status() == 200;
    }

    private boolean listens() throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host(), port), CONNECT_MILLIS);
            return true;
        }
    }

    void printLog() {
        try {
            var lines = Files.readAllLines(log);
            System.out.printf("---- the end of %s%n", log);
            lines.subList(Math.max(0, lines.size() - TAIL), lines.size()).forEach(System.out::println);
        } catch (IOException e) {
            System.out.printf("---- no log of %s%n", member);
        }
    }
}
