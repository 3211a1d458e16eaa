package io.infrabot.toolrunner;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.ErrorCode;
import io.infrabot.events.NodeRegistered;
import io.infrabot.events.Report;
import io.infrabot.events.RunId;
import io.infrabot.events.Work.StartRun;
import io.infrabot.tools.broker.BrokerResource;
import io.infrabot.tools.broker.WriterSide;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole node against a real broker. */
@NullUnmarked // what the framework injects
@QuarkusTest
@WithTestResource(BrokerResource.class)
class ToolRunnerIT {

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private WriterSide writer;

    @BeforeEach
    void connect() {
        writer = new WriterSide(bootstrapServers);
    }

    @AfterEach
    void disconnect() {
        writer.close();
    }

    @Test
    void aNodeRegistersAndBeatsWithItsLanes() {
        var beat = writer.awaitBeat(it -> true);

        assertThat(beat.kind()).isEqualTo("tool-runner");
        assertThat(beat.capabilities()).contains("tool.noop", "tool.host.facts");
        assertThat(beat.lanes().get("tools").slots()).isEqualTo(16);
        var registered = (NodeRegistered)
                writer.await(it -> it.record() instanceof NodeRegistered).record();
        assertThat(registered.incarnation()).isEqualTo(beat.incarnation());
        assertThat(registered.workPartition()).isEqualTo(beat.workPartition());
    }

    @Test
    void workIsStartedAndSucceedsWithWhatItWasGiven() {
        var beat = writer.awaitBeat(it -> true);

        var work = writer.place(beat, "tool.noop", Map.of("echo", Map.of("a", 1)));

        var end = writer.awaitEnd(work);
        assertThat(end.record())
                .isInstanceOfSatisfying(
                        Report.Succeeded.class,
                        it -> assertThat(it.result()).isEqualTo(Map.of("echo", Map.of("a", 1))));
        assertThat(end.raw().key()).isEqualTo(work.sessionId().value());
        assertThat(writer.reportsOf(work.run()))
                .map(Object::getClass)
                .map(Class::getSimpleName)
                .containsExactly("Started", "Succeeded");
    }

    @Test
    void theTraceOfTheWorkGoesOnInItsReports() {
        var beat = writer.awaitBeat(it -> true);
        var work = writer.place(beat, "tool.noop", Map.of());
        writer.awaitEnd(work);

        var traced = repeated(work, "other");
        writer.send(beat, traced, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        var end = writer.awaitEnd(traced);
        var traceparent =
                new String(end.raw().headers().lastHeader("traceparent").value(), StandardCharsets.UTF_8);
        assertThat(traceparent).contains("0af7651916cd43dd8448eb211c80319c");
    }

    @Test
    void aRepeatedRunIsNotRunAgainButItsEndIsSaidAgain() {
        var beat = writer.awaitBeat(it -> true);
        var work = writer.place(beat, "tool.noop", Map.of());
        var end = writer.awaitEnd(work);

        writer.send(beat, work, null);

        var again = writer.await(it -> it.record().equals(end.record())
                && it.raw().offset() > end.raw().offset());
        assertThat(again.raw().headers().lastHeader("ce_id"))
                .isEqualTo(end.raw().headers().lastHeader("ce_id"));
    }

    @Test
    void poisonIsSkippedAndWorkGoesOn() {
        var beat = writer.awaitBeat(it -> true);

        writer.sendPoison(beat);
        var work = writer.place(beat, "tool.noop", Map.of());

        assertThat(writer.awaitEnd(work).record()).isInstanceOf(Report.Succeeded.class);
    }

    @Test
    void unknownArgumentsAreRefusedAtTheNode() {
        var beat = writer.awaitBeat(it -> true);

        var work = writer.place(beat, "tool.noop", Map.of("ecco", 1));

        assertThat(writer.awaitEnd(work).record())
                .isInstanceOfSatisfying(
                        Report.Failed.class,
                        it -> assertThat(it.error().code()).isEqualTo(ErrorCode.REQUEST_INVALID.name()));
    }

    @Test
    void hostFactsAreMeasured() {
        var beat = writer.awaitBeat(it -> true);

        var work = writer.place(beat, "tool.host.facts", Map.of());

        assertThat(writer.awaitEnd(work).record()).isInstanceOfSatisfying(Report.Succeeded.class, it -> {
            assertThat(it.result()).containsKeys("hostname", "os", "uptime", "cpu", "memory", "disks");
            assertThat(it.usage().wallTime()).isGreaterThan(Duration.ofMillis(400));
            assertThat(it.usage().cpuTime()).isPositive();
        });
    }

    private static StartRun repeated(StartRun work, String run) {
        return new StartRun(
                work.node(),
                work.incarnation(),
                work.sessionId(),
                work.operationId(),
                new RunId(work.operationId() + ":" + run),
                work.team(),
                work.type(),
                work.arguments(),
                1,
                false,
                work.timeout(),
                Instant.now(),
                0);
    }
}
