package io.infrabot.bench.rig;

import io.infrabot.docker.dockerjava.DockerJavaEngine;
import io.infrabot.docker.image.TagTool;
import io.infrabot.events.NodeId;
import io.infrabot.events.OperationId;
import io.infrabot.events.Progress;
import io.infrabot.events.Report;
import io.infrabot.events.RunId;
import io.infrabot.events.SessionId;
import io.infrabot.events.Work.StartRun;
import io.infrabot.tools.run.Fence;
import io.infrabot.tools.run.LaneSize;
import io.infrabot.tools.run.NodeContext;
import io.infrabot.tools.run.NodeIdentity;
import io.infrabot.tools.run.Reports;
import io.infrabot.tools.run.RetryPolicy;
import io.infrabot.tools.run.RunObserver;
import io.infrabot.tools.run.SystemTime;
import io.infrabot.tools.run.WorkIntake;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The runs of a node and its tag tool as in docker-ops, in this process and without Kafka: reports are stored at once. */
public final class Executor implements AutoCloseable {

    /** As docker-ops has. */
    private static final int SLOTS = 4;

    private static final int QUEUE = 1000;
    private static final long JUST_NOW = Long.MAX_VALUE;
    private static final long PATIENCE_SECONDS = 30;

    private final NodeId node = new NodeId("docker-ops-1");
    private final SessionId session = new SessionId(UUID.randomUUID().toString());
    private final SystemTime time = new SystemTime();
    private final Fence fence = new Fence(time);
    private final Map<RunId, CompletableFuture<Report.Final>> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger number = new AtomicInteger();
    private final WorkIntake runs;

    public Executor(String engine) {
        var images = new DockerJavaEngine(URI.create(engine), null, Duration.ofSeconds(60)).images();
        var context = new NodeContext(
                new NodeIdentity(node, "docker-ops", "bench"),
                time,
                new Stored(),
                fence,
                new RetryPolicy(1, Duration.ZERO, 0, () -> 0.5),
                _ -> new RunObserver.Observation() {});
        runs = new WorkIntake(context, List.of(new TagTool(images)), Map.of("metadata", new LaneSize(SLOTS, QUEUE)));
    }

    /** Takes work as from the topic and returns when its end has been reported. */
    public void tag(Tags.Tag tag) throws Exception {
        // nobody takes this node for lost: it has been heard of just now
        fence.acknowledged(time.nanos(), 0);
        var operation = OperationNumbers.of(session, number.getAndIncrement());
        var run = new RunId(operation + ":1");
        var end = new CompletableFuture<Report.Final>();
        waiting.put(run, end);
        runs.take(work(operation, run, tag), job -> job);
        var report = end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (!(report instanceof Report.Succeeded)) {
            throw new IllegalStateException("the tag was not made: " + report);
        }
    }

    private StartRun work(OperationId operation, RunId run, Tags.Tag tag) {
        return new StartRun(
                node,
                "bench",
                session,
                operation,
                run,
                "bench",
                "docker.tag",
                Map.of("source", tag.source(), "target", tag.target()),
                1,
                false,
                Duration.ofMinutes(2),
                Instant.now(),
                JUST_NOW);
    }

    /** As a broker that answers at once. */
    private final class Stored implements Reports {

        @Override
        public CompletionStage<Void> send(Report report) {
            if (report instanceof Report.Final end) {
                var asked = waiting.remove(end.run());
                if (asked != null) {
                    asked.complete(end);
                }
            }
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void send(Progress progress) {
            // a tag has none worth waiting for
        }
    }

    @Override
    public void close() {
        runs.close(Duration.ofSeconds(2));
        time.close();
    }
}
