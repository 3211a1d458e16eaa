package io.infrabot.docker.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.docker.context.IgnoreFile;
import io.infrabot.docker.dockerjava.DockerJavaEngine;
import io.infrabot.docker.engine.BuildSpec;
import io.infrabot.docker.engine.Images;
import io.infrabot.docker.engine.Silent;
import io.infrabot.docker.registry.EngineReference;
import io.infrabot.events.NodeId;
import io.infrabot.events.OperationId;
import io.infrabot.events.Report;
import io.infrabot.events.RunId;
import io.infrabot.events.SessionId;
import io.infrabot.events.Work.CancelRun;
import io.infrabot.events.Work.StartRun;
import io.infrabot.tools.run.Fence;
import io.infrabot.tools.run.LaneSize;
import io.infrabot.tools.run.NodeContext;
import io.infrabot.tools.run.NodeIdentity;
import io.infrabot.tools.run.RecordingReports;
import io.infrabot.tools.run.RetryPolicy;
import io.infrabot.tools.run.RunObserver;
import io.infrabot.tools.run.SystemTime;
import io.infrabot.tools.run.WorkIntake;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cancels that race with completion, on the real engine (F69): an operation ends once, and as the engine says it did. */
@NullUnmarked // what the framework injects
class CancelRacesIT {

    private static final NodeIdentity NODE = new NodeIdentity(new NodeId("docker-ops-1"), "docker-ops", "i1");
    private static final SessionId SESSION = new SessionId("0197a000-0000-7000-8000-000000000001");
    private static final OperationId OPERATION = new OperationId(SESSION + ".abcdefgh2345");
    private static final Duration PROMISED = Duration.ofSeconds(2);
    /** A tag that has begun is always finished, so it must be cancelled before it begins. */
    private static final Duration BEFORE_A_TAG_BEGINS = Duration.ofNanos(1_500_000);

    private static final String REGISTRY =
            Optional.ofNullable(System.getenv("INFRABOT_TEST_REGISTRY")).orElse("127.0.0.1:5000");

    private final String repository =
            REGISTRY + "/races-" + UUID.randomUUID().toString().substring(0, 8);
    private final Images images = new DockerJavaEngine(
                    URI.create(Optional.ofNullable(System.getenv("INFRABOT_TEST_ENGINE"))
                            .orElse("unix:///var/run/docker.sock")),
                    null,
                    Duration.ofSeconds(60))
            .images();
    private final SystemTime time = new SystemTime();
    private final RecordingReports reports = new RecordingReports();
    private final Fence fence = new Fence(time);
    private final List<String> made = new ArrayList<>();
    private final Random random = new Random(69);
    private WorkIntake runs;

    @TempDir
    Path directory;

    @BeforeEach
    void aNode() {
        var retry = new RetryPolicy(1, Duration.ofSeconds(1), 0, () -> 0.5);
        var context = new NodeContext(NODE, time, reports, fence, retry, RunObserver.all(List.of()));
        runs = new WorkIntake(
                context,
                List.of(new TagTool(images), new PullTool(images, _ -> null), new PushTool(images, _ -> null)),
                Map.of("metadata", new LaneSize(4, 1_000), "transfer", new LaneSize(4, 1_000)));
        beHeard();
    }

    @AfterEach
    void cleanUp() throws Exception {
        time.close();
        for (var reference : made) {
            images.remove(reference);
        }
    }

    @Test
    void aTagIsThereExactlyWhereItSucceeded() throws Exception {
        var source = build("source");
        var ends = new Ends();
        for (int number = 0; number < 400; number++) {
            var target = repository + ":tag-" + number;
            made.add(target);

            var end = race(
                    "tag-" + number, "docker.tag", Map.of("source", source, "target", target), BEFORE_A_TAG_BEGINS);

            assertThat(images.find(target).isPresent())
                    .as("%s of %s", end, target)
                    .isEqualTo(ends.count(end));
        }
        ends.sawBoth();
    }

    @Test
    void anImageIsThereExactlyWhereItsPullSucceeded() throws Exception {
        var image = repository + ":pulled";
        build("pulled");
        images.push(EngineReference.parse(image), null, new Silent());
        images.remove(image);
        var whole = timeOf("docker.pull", Map.of("image", image));
        var ends = new Ends();
        for (int number = 0; number < 40; number++) {
            images.remove(image);

            var end = race("pull-" + number, "docker.pull", Map.of("image", image), whole.multipliedBy(2));

            assertThat(images.find(image).isPresent()).as("%s", end).isEqualTo(ends.count(end));
        }
        ends.sawBoth();
    }

    private static final class Ends {

        private int cancelled;
        private int succeeded;

        /** Whether the effect must be there. */
        boolean count(Report.Final end) {
            assertThat(end).isInstanceOfAny(Report.Cancelled.class, Report.Succeeded.class);
            if (end instanceof Report.Succeeded) {
                succeeded++;
                return true;
            }
            cancelled++;
            return false;
        }

        /** A race that always has the same winner is none. */
        void sawBoth() {
            System.out.printf("%d cancelled, %d succeeded%n", cancelled, succeeded);
            assertThat(cancelled).isPositive();
            assertThat(succeeded).isPositive();
        }
    }

    /** How long it takes where nobody cancels it. */
    private Duration timeOf(String type, Map<String, Object> arguments) {
        var begun = System.nanoTime();
        var run = start("whole", type, arguments);
        assertThat(endOf(run)).isInstanceOf(Report.Succeeded.class);
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** Starts an operation, cancels it at some time within {@code limit}, and returns how it ended: once, and soon. */
    private Report.Final race(String name, String type, Map<String, Object> arguments, Duration limit) {
        var run = start(name, type, arguments);
        LockSupport.parkNanos(random.nextLong(limit.toNanos()));
        var asked = System.nanoTime();
        runs.take(new CancelRun(NODE.node(), NODE.incarnation(), SESSION, OPERATION, run), job -> job);

        var end = endOf(run);

        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(PROMISED);
        assertThat(reports.ends()).filteredOn(it -> it.run().equals(run)).allMatch(end::equals);
        return end;
    }

    private RunId start(String name, String type, Map<String, Object> arguments) {
        var run = new RunId(OPERATION + ":" + name);
        var start = new StartRun(
                NODE.node(),
                NODE.incarnation(),
                SESSION,
                OPERATION,
                run,
                "team-a",
                type,
                arguments,
                1,
                false,
                Duration.ofMinutes(1),
                Instant.now(),
                0);
        runs.take(start, job -> job);
        return run;
    }

    private Report.Final endOf(RunId run) {
        return (Report.Final)
                reports.await(it -> it instanceof Report.Final && it.run().equals(run));
    }

    private String build(String tag) throws Exception {
        Files.writeString(directory.resolve("Dockerfile"), "FROM scratch\nCOPY content /\n");
        var content = new byte[4_000_000];
        random.nextBytes(content);
        Files.write(directory.resolve("content"), content);
        made.add(repository + ":" + tag);
        var name = EngineReference.parse(repository + ":" + tag);
        var ignore = IgnoreFile.parse("", "Dockerfile");
        return images.build(new BuildSpec(directory, "Dockerfile", ignore, name, Map.of(), Map.of()), new Silent())
                .imageId();
    }

    private void beHeard() {
        fence.acknowledged(time.nanos(), 0);
        time.after(Duration.ofMillis(200), this::beHeard);
    }
}
