package io.infrabot.chaos.load;

import io.infrabot.chaos.checker.Effect;
import io.infrabot.chaos.checker.Invocation.Result;
import io.infrabot.chaos.checker.Recorder;
import io.infrabot.chaos.checker.Stream;
import io.infrabot.events.OperationId;
import io.infrabot.events.SessionId;
import io.infrabot.testkit.world.Publisher;
import io.infrabot.testkit.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/**
 * Clients that ask for work without end, through both doors: noops, tags, pulls and counted effects, some repeated
 * under the same key, some cancelled at a random moment; and readers that follow some of the sessions. It stops
 * asking while too many operations are unfinished, so that a slow machine is not given a queue of minutes.
 */
public final class Load implements AutoCloseable {

    private static final int CLIENTS = 5;
    private static final int READERS = 8;
    private static final int OPERATIONS_A_SESSION = 300;
    /** While as many are unfinished nobody asks for more. A node that is lost leaves a few dozen unfinished. */
    private static final int MOST_UNDER_WAY = 100;

    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);
    private static final long LONGEST_CANCEL_NANOS = TimeUnit.MILLISECONDS.toNanos(120);
    private static final double REPEATED = 0.1;
    private static final double CANCELLED = 0.1;
    private static final double INSISTENT = 0.7;

    private final World world;
    private final Recorder recorder;
    private final Publisher publisher;
    private final Images images = new Images();
    private final CounterServer counter;
    private final IntSupplier underWay;
    private final List<Thread> threads = new ArrayList<>();
    private final Queue<Thread> others = new ConcurrentLinkedQueue<>();
    private final Queue<Follower> followers = new ConcurrentLinkedQueue<>();
    private final Set<OperationId> counted = ConcurrentHashMap.newKeySet();
    private final Queue<String> surprises = new ConcurrentLinkedQueue<>();
    private volatile boolean stopped;

    /**
     * Asks for nothing yet.
     *
     * @param underWay how many operations are unfinished now; read from the history, so that counting puts no load on the
     *                 services
     */
    public Load(World world, Recorder recorder, CounterServer counter, IntSupplier underWay) {
        this.world = world;
        this.recorder = recorder;
        this.counter = counter;
        this.underWay = underWay;
        publisher = new Publisher(world);
    }

    /** Starts to ask. */
    public Load begin() {
        for (int i = 1; i <= CLIENTS; i++) {
            var client = client("client-" + i);
            threads.add(Thread.ofVirtual().start(() -> work(client)));
        }
        return this;
    }

    /** A client whose attempts are part of the record. */
    public Client client(String name) {
        return new Client(name, world, publisher, recorder);
    }

    public Images images() {
        return images;
    }

    public CounterServer counter() {
        return counter;
    }

    public Publisher publisher() {
        return publisher;
    }

    /** These, too, are waited for when everybody stops asking. */
    public void alsoJoin(List<Thread> asking) {
        others.addAll(asking);
    }

    /** How many requests for operations were taken so far. */
    public int taken() {
        return recorder.taken();
    }

    public Queue<Follower> followers() {
        return followers;
    }

    /** One more reader of that session. */
    public Follower follow(SessionId session) {
        var follower = Follower.of("reader-" + (followers.size() + 1), world, session);
        followers.add(follower);
        return follower;
    }

    /** Asks for one of the kinds of work, drawn at random, and says that its effect is to be looked for. */
    public OperationId ask(Client client, SessionId session) {
        var draw = ThreadLocalRandom.current().nextDouble();
        if (draw < 0.35) {
            return client.publish(session, isDrawn(REPEATED) ? 2 : 1).operation();
        }
        return ask(
                client,
                session,
                draw < 0.6 ? Ask.noop() : draw < 0.75 ? Ask.count() : draw < 0.93 ? images.tag() : images.pull());
    }

    /** Asks for this, and says that its effect is to be looked for. */
    public OperationId ask(Client client, SessionId session, Ask ask) {
        var key = Client.newKey();
        var operation = Client.operation(session, key);
        expect(operation, ask);
        var attempt = client.submit(session, ask, key);
        var giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        var insistent = isDrawn(INSISTENT);
        while (attempt.result() instanceof Result.Unknown && insistent && System.nanoTime() < giveUp) {
            LockSupport.parkNanos(LONGEST_PAUSE.toNanos());
            attempt = client.submit(session, ask, key);
        }
        if (isDrawn(REPEATED)) {
            var _ = client.submit(session, ask, key);
        }
        return operation;
    }

    /** The effect of {@code operation} is to be looked for. */
    public void expect(OperationId operation, Ask ask) {
        images.expect(operation, ask);
        if (ask.type().equals("tool.counter")) {
            counted.add(operation);
        }
    }

    /** Everybody stops asking; returns when nobody asks any more. Readers go on. */
    public void stop() throws InterruptedException {
        stopped = true;
        for (var thread : threads) {
            thread.join();
        }
        for (var cancel : others) {
            cancel.join();
        }
    }

    /** What was done outside. */
    public List<Effect> effects() {
        var effects = new ArrayList<>(images.effects());
        var all = counter.counts();
        counted.forEach(id -> effects.add(new Effect(id, Effect.Kind.ONCE, all.getOrDefault(id, 0), null, null)));
        all.keySet().stream()
                .filter(id -> !counted.contains(id))
                .forEach(id -> effects.add(new Effect(id, Effect.Kind.ONCE, counter.of(id), null, null)));
        return effects;
    }

    /** What readers saw; they see no more. */
    public List<Stream> streams() {
        return followers.stream().map(Follower::stream).toList();
    }

    /** What clients did not expect. */
    public List<String> surprises() {
        return List.copyOf(surprises);
    }

    private void work(Client client) {
        while (!stopped) {
            try {
                var session = client.open();
                if (followers.size() < READERS) {
                    var _ = follow(session);
                }
                for (int i = 0; i < OPERATIONS_A_SESSION && waitForRoom(); i++) {
                    var operation = ask(client, session);
                    if (isDrawn(CANCELLED)) {
                        cancelLater(client, operation);
                    }
                    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE.toNanos()));
                }
            } catch (RuntimeException | AssertionError e) {
                surprises.add(e.toString());
            }
        }
    }

    /** Returns when fewer operations are unfinished, or when the load is stopped: false then. */
    private boolean waitForRoom() {
        while (!stopped && underWay.getAsInt() >= MOST_UNDER_WAY) {
            LockSupport.parkNanos(LONGEST_PAUSE.toNanos());
        }
        return !stopped;
    }

    private void cancelLater(Client client, OperationId operation) {
        others.add(Thread.ofVirtual().start(() -> {
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_CANCEL_NANOS));
            var _ = client.cancel(operation, "");
        }));
    }

    private static boolean isDrawn(double share) {
        return ThreadLocalRandom.current().nextDouble() < share;
    }

    @Override
    public void close() {
        Follower.close(followers);
        images.close();
        publisher.close();
    }
}
