package io.infrabot.chaos.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.Headers;
import io.infrabot.events.TopicNames;
import io.infrabot.testkit.history.HistoryFold;
import io.infrabot.testkit.world.Api;
import io.infrabot.testkit.world.TopicProbe;
import io.infrabot.testkit.world.Waiting;
import io.infrabot.testkit.world.World;
import io.infrabot.wire.RecordCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;

/** What must hold once the nonsense is over. */
final class Aftermath {

    private static final String FRONT_DOOR = "/gateway";
    private static final Set<Integer> THERE_OR_DELETED = Set.of(200, 404, 409, 410);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SESSIONS = 12;

    private final World world;
    private final AcceptedIds known;
    private final Findings findings;

    Aftermath(World world, AcceptedIds known, Findings findings) {
        this.world = world;
        this.known = known;
        this.findings = findings;
    }

    /** A 202 is a promise. What nobody here can do waits, so that it is cancelled. */
    void everythingTakenIsThereAndEnds() {
        var api = world.api();
        for (var session : known.sessions()) {
            expect(
                    THERE_OR_DELETED.contains(
                            api.get("/api/v1/sessions/" + session).status()),
                    "a session cannot be looked at",
                    session);
        }
        for (var operation : Set.copyOf(known.operations())) {
            try {
                Waiting.until(
                        PATIENCE,
                        () -> assertThat(isOverOrCancelled(api, operation)).isTrue());
            } catch (AssertionError | RuntimeException e) {
                findings.add(
                        "accepted and lost, or without an end",
                        operation + " "
                                + api.get("/api/v1/operations/" + operation).text());
            }
        }
    }

    private static boolean isOverOrCancelled(Api api, String operation) {
        var standing = api.get("/api/v1/operations/" + operation);
        if (standing.status() == 200 && !Api.isOver(standing.body())) {
            api.cancel(operation);
        }
        return standing.status() == 200 && Api.isOver(standing.body());
    }

    /** Also what came by Kafka, of which this run has no answers: it is in the lists. */
    void everythingIsListed() {
        var api = world.api();
        var cursor = "";
        var sessions = new ArrayList<String>();
        do {
            var page = api.get("/api/v1/sessions?limit=100" + cursor);
            expect(page.status() == 200, "the list of sessions breaks off: " + page.status(), page.text());
            page.body()
                    .path("items")
                    .forEach(item -> sessions.add(item.path("sessionId").asText()));
            var next = page.body().path("nextCursor").asText();
            cursor = next.isEmpty() ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());
        for (var session : sessions) {
            for (var operation : api.operations(session)) {
                if (!Api.isOver(operation)) {
                    var id = operation.path("operationId").asText();
                    Waiting.until(
                            PATIENCE,
                            () -> assertThat(isOverOrCancelled(api, id)).isTrue());
                }
            }
        }
    }

    void nothingTakenIsADeadLetter(TopicProbe topics) {
        topics.all(TopicNames.deadLettersOf(TopicNames.REQUESTS), record -> record).stream()
                .filter(record -> FRONT_DOOR.equals(RecordCodec.text(record.headers(), Headers.SOURCE)))
                .findFirst()
                .ifPresent(record -> findings.add(
                        "a dead letter after a 202: " + RecordCodec.text(record.headers(), Headers.DLQ_DETAIL),
                        new String(
                                record.value() == null ? new byte[0] : record.value(),
                                java.nio.charset.StandardCharsets.UTF_8)));
    }

    void foldsToWhatTheWriterSays() {
        try {
            Waiting.until(
                    PATIENCE,
                    () -> HistoryFold.ofWhatCanBeRead(new TopicProbe(world))
                            .isSound()
                            .equalsWhatTheWriterSays(world.api()));
        } catch (AssertionError | RuntimeException e) {
            findings.add("the fold of the history is not what the writer says", String.valueOf(e.getMessage()));
        }
    }

    /** Twelve sessions are in all six partitions, but for one time in a hundred. */
    void everyPartitionGoesOn() {
        for (int i = 0; i < SESSIONS; i++) {
            try {
                var session = world.api().session();
                world.api().success(world.api().noop(session));
            } catch (AssertionError | RuntimeException e) {
                findings.add("a new session does not go on", String.valueOf(e.getMessage()));
            }
        }
    }

    private void expect(boolean isSo, String what, String example) {
        if (!isSo) {
            findings.add(what, example);
        }
    }
}
