package io.infrabot.chaos.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.infrabot.chaos.checker.Stream;
import io.infrabot.chaos.checker.Stream.Seen;
import io.infrabot.events.OperationId;
import io.infrabot.events.SessionId;
import io.infrabot.testkit.world.Api;
import io.infrabot.testkit.world.EventStream;
import io.infrabot.testkit.world.Member;
import io.infrabot.testkit.world.World;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Follows a session's live stream for as long as it is let, at any session service; comes back with the last id that it
 * has seen, after a break and now and then without one.
 */
public final class Follower implements AutoCloseable {

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long LONGEST_BREAK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long SHORTEST_STAY_NANOS = TimeUnit.SECONDS.toNanos(4);
    private static final long LONGEST_STAY_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final String name;
    private final World world;
    private final SessionId session;
    private final List<Seen> seen = new ArrayList<>();
    private final Thread thread;
    private volatile long last = -1;
    private final AtomicInteger connections = new AtomicInteger();
    private volatile boolean closed;

    private Follower(String name, World world, SessionId session) {
        this.name = name;
        this.world = world;
        this.session = session;
        thread = Thread.ofVirtual().unstarted(this::run);
    }

    /** Follows from now on. */
    public static Follower of(String name, World world, SessionId session) {
        var follower = new Follower(name, world, session);
        follower.thread.start();
        return follower;
    }

    public SessionId session() {
        return session;
    }

    /** The last position that it has seen; -1 before the first. */
    public long last() {
        return last;
    }

    /** How often it has been let in. */
    public int connections() {
        return connections.get();
    }

    public boolean isClosed() {
        return closed;
    }

    /** What it has seen; it sees no more. */
    public Stream stream() {
        var toTheEnd = !closed;
        close();
        return new Stream(name, session, seen, toTheEnd);
    }

    private void run() {
        while (!closed) {
            try {
                stay();
            } catch (IOException | RuntimeException e) {
                // not there, or not ready; whatever it was, it comes back and must not miss anything
            }
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_BREAK_NANOS));
        }
    }

    private void stay() throws IOException {
        var id = last < 0 ? null : Long.toString(last);
        var until = System.nanoTime() + ThreadLocalRandom.current().nextLong(SHORTEST_STAY_NANOS, LONGEST_STAY_NANOS);
        try (var reader = EventStream.follow(door().uri("/api/v1/sessions/" + session + "/events"), id)) {
            connections.incrementAndGet();
            int taken = 0;
            while (!closed && !reader.isOver() && System.nanoTime() < until) {
                taken = take(reader, taken);
                LockSupport.parkNanos(LOOK_NANOS);
            }
            take(reader, taken);
        }
    }

    /** Takes what came since; {@code taken} events of this connection have been taken already. */
    private int take(EventStream reader, int taken) {
        var events = reader.eventsAfter(taken);
        for (int i = 0; i < events.size(); i++) {
            var event = events.get(i);
            var what = seen(event, taken + i == 0);
            if (what != null) {
                seen.add(what);
            }
            if (!event.id().isEmpty()) {
                last = Math.max(last, event.position());
            }
        }
        return taken + events.size();
    }

    private static @Nullable Seen seen(EventStream.Event event, boolean first) {
        return switch (event.event()) {
            case "operation" -> changed(event.position(), event.data());
            case "state" ->
                first ? new Seen.Snapshot(event.position()) : new Seen.Changed(event.position(), null, 0, false);
            case "end" -> new Seen.Changed(event.position(), null, 0, true);
            case "progress" ->
                new Seen.Advanced(
                        new OperationId(event.data().path("operationId").asText()),
                        event.data().path("progress").path("fraction").asDouble());
            default -> null;
        };
    }

    private static Seen changed(long position, JsonNode operation) {
        return new Seen.Changed(
                position,
                new OperationId(operation.path("operationId").asText()),
                operation.path("attempt").asInt(),
                Api.isOver(operation));
    }

    private Api door() {
        var sessions = world.members(Member.Kind.SESSION);
        return world.api(sessions.get(ThreadLocalRandom.current().nextInt(sessions.size())));
    }

    /** Closes them all at once; one after another each would have to wake up first. */
    public static void close(Collection<Follower> followers) {
        followers.forEach(follower -> follower.closed = true);
        followers.forEach(Follower::close);
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
