package io.infrabot.bench.rig;

import io.infrabot.testkit.world.Manner;
import io.infrabot.testkit.world.Member;
import io.infrabot.testkit.world.Programs;
import io.infrabot.testkit.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A stack of InfraBot's own processes for one benchmark: new, on free ports, and gone with all it wrote. */
public final class Stack implements AutoCloseable {

    private static final Member BROKER = Member.broker(1);
    private static final Member SESSION = Member.session(1);

    private final World world;
    private final Optional<Path> recordings;

    private Stack(World world, Optional<Path> recordings) {
        this.world = world;
        this.recordings = recordings;
    }

    /** A broker, a session service and these nodes; all are ready when this returns. */
    public static Stack start(Rig rig, String engine, Member... nodes) {
        var world = new World(rig.folder(), Programs.asSet());
        var stack = new Stack(world, rig.recordings());
        try {
            var members = new ArrayList<>(List.of(BROKER, SESSION));
            members.addAll(List.of(nodes));
            members.forEach(member -> world.add(member, stack.manner(member, engine)));
            world.start(members.toArray(Member[]::new));
            return stack;
        } catch (RuntimeException | AssertionError e) {
            world.printLogs();
            stack.close();
            throw e;
        }
    }

    private Manner manner(Member member, String engine) {
        var manner = engine.isEmpty() ? Manner.USUAL : Manner.USUAL.with("DOCKER_HOST", engine);
        return recordings
                .map(folder -> manner.with(
                        "JAVA_TOOL_OPTIONS",
                        "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename="
                                + created(folder).resolve(member.id() + ".jfr")))
                .orElse(manner);
    }

    public World world() {
        return world;
    }

    public Kafka kafka() {
        return new Kafka(world.bootstrapServers());
    }

    /** The front door. */
    public int port() {
        return world.port(SESSION);
    }

    public Wires wires(int count) throws IOException {
        return Wires.of(count, () -> Wire.tcp(port()));
    }

    /** Opens that many sessions. */
    public List<String> sessions(int count) {
        var sessions = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            sessions.add(world.api().session());
        }
        return sessions;
    }

    /** Kills all of it; where it is recorded everybody first ends as asked, which writes the recording. */
    @Override
    public void close() {
        if (recordings.isPresent()) {
            world.termAll();
        }
        world.close();
    }

    private static Path created(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
