package io.infrabot.system.harness;

import io.infrabot.testkit.world.Api;
import io.infrabot.testkit.world.Member;
import io.infrabot.testkit.world.Member.Kind;
import io.infrabot.testkit.world.Programs;
import io.infrabot.testkit.world.World;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The smallest whole of InfraBot, one process of each kind: started before a test class, gone after it. A test that
 * fails prints the end of each log. Classes that kill nothing, stop nothing and count nothing share one.
 */
public final class Stack implements BeforeAllCallback, AfterAllCallback, AfterTestExecutionCallback {

    public static final Member BROKER = Member.broker(1);
    public static final Member SESSION = Member.session(1);
    public static final Member DOCKER_OPS = Member.dockerOps(1);
    public static final Member TOOL_RUNNER = Member.toolRunner(1);

    /** Everybody but the broker. */
    public static final List<Member> SERVICES =
            Kind.services().stream().map(kind -> new Member(kind, 1)).toList();

    /** For {@code @Order}: classes that share the stack. Classes without an order run after them. */
    public static final int SHARED = 1;

    private static final Member[] ALL =
            Kind.all().stream().map(kind -> new Member(kind, 1)).toArray(Member[]::new);

    /** The stack that classes share now. */
    private static @Nullable Stack shared;

    private final World world;
    private boolean failed;

    /** A stack for one class. */
    public Stack() {
        this(Programs.asSet().forShortLives());
    }

    private Stack(Programs programs) {
        var folder = Path.of(System.getProperty("infrabot.tests.dir"), "stack-" + System.nanoTime());
        world = new World(folder, programs).add(ALL);
    }

    /**
     * The stack of all classes that can share one. It stops before the first class with a stack of its own starts, and at
     * the latest after the last test. {@code @Order} runs the classes that share it one after another. It leaves archives
     * of its classes, so the many stacks after it start in two thirds of the time.
     */
    public static synchronized Stack shared() {
        if (shared == null) {
            shared = new Stack(Programs.asSet().forShortLives().leavingArchives());
        }
        return shared;
    }

    private static synchronized void endShared() {
        if (shared != null) {
            shared.world.termAll();
            shared.end();
            shared = null;
        }
    }

    private boolean isShared() {
        return this == shared;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (isShared()) {
            context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(Stack.class))
                    .computeIfAbsent(this, Stack::begun);
        } else {
            endShared();
            begin();
        }
    }

    /** Starts the stack, and returns what JUnit closes after the last test. */
    private static AutoCloseable begun(Stack stack) {
        stack.begin();
        return Stack::endShared;
    }

    private void begin() {
        try {
            startAll();
        } catch (AssertionError | RuntimeException e) {
            world.printLogs();
            world.closeKeepingLogs();
            throw e;
        }
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) {
            failed = true;
            world.printLogs();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (!isShared()) {
            end();
        }
    }

    private void end() {
        if (failed) {
            world.closeKeepingLogs();
        } else {
            world.close();
        }
    }

    public World world() {
        return world;
    }

    /** A client of the front door. */
    public Api api() {
        return world.api();
    }

    public void start(Member... members) {
        world.start(members);
    }

    public void startAll() {
        world.start(ALL);
    }

    public void kill(Member... members) {
        world.kill(members);
    }

    public void killAll() {
        world.kill(ALL);
    }

    /** Closes {@code other} when this stack is closed. */
    public <T extends AutoCloseable> T with(T other) {
        return world.with(other);
    }

    /** Image builds may read what is in here. */
    public Path buildRoot() {
        return world.buildRoot();
    }
}
