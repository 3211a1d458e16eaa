package io.infrabot.session;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A few threads for work that takes memory: no more of it is done at once, the rest waits in line and holds no thread. They
 * end by themselves when there is nothing to do, and hold up no one who leaves.
 */
public final class BoundedExecutor {

    private static final long IDLE_SECONDS = 10;

    private BoundedExecutor() {}

    public static Executor of(String name, int most) {
        var threads = new ThreadPoolExecutor(
                most,
                most,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().name(name + "-", 0).daemon().factory());
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
