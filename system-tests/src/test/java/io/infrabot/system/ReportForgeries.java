package io.infrabot.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.NodeId;
import io.infrabot.events.OperationError;
import io.infrabot.events.Progress;
import io.infrabot.events.Report;
import io.infrabot.events.TopicNames;
import io.infrabot.events.Usage;
import io.infrabot.testkit.history.HistoryFold;
import io.infrabot.testkit.world.Api;
import io.infrabot.testkit.world.TopicProbe;
import io.infrabot.testkit.world.Waiting;
import io.infrabot.testkit.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What pretends to come from the node that holds a run. */
final class ReportForgeries {

    private static final Usage NONE = new Usage(Duration.ZERO, Duration.ZERO, 0, 0, 0);
    private static final NodeId STRANGER = new NodeId("stranger");

    private final Forger forger;
    private final World world;
    private final Api api;

    ReportForgeries(Forger forger) {
        this.forger = forger;
        this.world = forger.world();
        this.api = forger.api();
    }

    void success() {
        var held = forger.held();
        var forged = new Report.Succeeded(
                held.session(),
                held.operation(),
                held.run(),
                STRANGER,
                "none",
                Instant.now(),
                1,
                Map.of("forged", true),
                NONE);

        forger.write(TopicNames.OPERATION_EVENTS, held.session().value(), forged);

        var end = forger.end(held);
        assertThat(end.path("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(end.path("result").path("forged").asBoolean()).isTrue();
    }

    void failure() {
        var held = forger.held();
        var error = new OperationError("INTERNAL", "INTERNAL", "forged", true);
        var forged = new Report.AttemptFailed(
                held.session(), held.operation(), held.run(), STRANGER, "none", Instant.now(), 1, error, null);

        forger.write(TopicNames.OPERATION_ERRORS, held.session().value(), forged);

        Waiting.until(() -> assertThat(HistoryFold.ofWhatCanBeRead(new TopicProbe(world))
                        .kindsOf(held.operation().value()))
                .contains("OperationAttemptFailed"));
        assertThat(forger.end(held).path("status").asText()).isEqualTo("SUCCEEDED");
    }

    void progress() {
        var held = forger.held();
        var forged = new Progress(
                held.session(), held.operation(), held.run(), 1, 1_000_000, 0.99, "forged", null, null, List.of());

        forger.write(TopicNames.OPERATION_PROGRESS, held.session().value(), forged);

        Waiting.until(() -> assertThat(api.operation(held.operation().value())
                        .path("progress")
                        .path("message")
                        .asText())
                .isEqualTo("forged"));
    }
}
