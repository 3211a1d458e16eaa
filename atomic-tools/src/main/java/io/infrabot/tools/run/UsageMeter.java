package io.infrabot.tools.run;

import com.sun.management.ThreadMXBean;
import io.infrabot.events.Usage;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Measures what a run uses, from its making on and for the thread that made it. Readable from any thread. */
final class UsageMeter {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final NodeTime time;
    private final long thread = Thread.currentThread().threadId();
    private final long startedAt;
    private final long cpuBefore = THREADS.getThreadCpuTime(thread);
    private final long allocatedBefore = THREADS.getThreadAllocatedBytes(thread);
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();

    UsageMeter(NodeTime time) {
        this.time = time;
        this.startedAt = time.nanos();
    }

    static Usage nothing() {
        return new Usage(Duration.ZERO, Duration.ZERO, 0, 0, 0);
    }

    void received(long bytes) {
        received.addAndGet(bytes);
    }

    void sent(long bytes) {
        sent.addAndGet(bytes);
    }

    Usage soFar() {
        return new Usage(
                Duration.ofNanos(time.nanos() - startedAt),
                Duration.ofNanos(Math.max(0, THREADS.getThreadCpuTime(thread) - cpuBefore)),
                Math.max(0, THREADS.getThreadAllocatedBytes(thread) - allocatedBefore),
                received.get(),
                sent.get());
    }
}
