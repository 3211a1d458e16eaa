package io.infrabot.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.session.ledger.HistoryEntry;
import io.infrabot.system.harness.Stack;
import io.infrabot.testkit.history.HistoryFold;
import io.infrabot.testkit.world.Api;
import io.infrabot.testkit.world.EngineProbe;
import io.infrabot.testkit.world.EventStream;
import io.infrabot.testkit.world.EventStream.Event;
import io.infrabot.testkit.world.RegistryProbe;
import io.infrabot.testkit.world.ThrottlingProxy;
import io.infrabot.testkit.world.TopicProbe;
import io.infrabot.testkit.world.Waiting;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams give the state, then every change once; whoever comes back with the last id misses none (I5). */
@Order(Stack.SHARED)
class LiveStreamIT {

    private static final long SLOW = 300_000;

    @RegisterExtension
    static final Stack STACK = Stack.shared();

    private final Api api = STACK.api();

    @Test
    void anOperationIsFollowedFromItsStateOverProgressToItsEnd() throws IOException {
        var pull = slowPull(api.session());

        try (var stream = EventStream.follow(ofOperation(pull))) {
            Waiting.until(() -> assertThat(stream.isClosedByServer()).isTrue());

            assertThat(stream.events().getFirst().event()).isEqualTo("state");
            assertThat(stream.events("progress")).hasSizeGreaterThan(2);
            assertThat(stream.events("end")).hasSize(1);
            var end = stream.events().getLast();
            assertThat(end.event()).isEqualTo("end");
            assertThat(end.data()).isEqualTo(api.operation(pull));
            assertThat(stream.changes()).extracting(Event::position).isSorted().doesNotHaveDuplicates();
            assertThat(end.position())
                    .isEqualTo(history().factsOf(pull).getLast().offset());
        }
    }

    @Test
    void aReaderOfAnOperationWhoComesBackMissesNoChange() throws IOException {
        var session = api.session();
        var pull = slowPull(session);
        String last;
        try (var stream = EventStream.follow(ofOperation(pull))) {
            Waiting.until(() -> assertThat(stream.events("progress")).isNotEmpty());
            last = stream.changes().getFirst().id();
        }
        api.success(api.noop(session));
        api.success(pull);

        try (var stream = EventStream.follow(ofOperation(pull), last)) {
            Waiting.until(() -> assertThat(stream.isClosedByServer()).isTrue());

            assertThat(stream.changes())
                    .extracting(Event::position)
                    .containsExactlyElementsOf(after(last, history().factsOf(pull)));
        }
    }

    @Test
    void aReaderOfAnOperationWhoComesBackWhileItRunsMissesNoChange() throws IOException {
        var pull = slowPull(api.session());
        String last;
        try (var stream = EventStream.follow(ofOperation(pull))) {
            Waiting.until(() -> assertThat(stream.events("progress")).isNotEmpty());
            last = stream.changes().getFirst().id();
        }

        try (var stream = EventStream.follow(ofOperation(pull), last)) {
            Waiting.until(() -> assertThat(stream.isClosedByServer()).isTrue());

            assertThat(stream.changes().stream().map(Event::position).distinct())
                    .containsAll(after(last, history().factsOf(pull)));
            assertThat(stream.events("end")).hasSize(1);
        }
    }

    @Test
    void whoComesAfterTheEndGetsTheEnd() throws IOException {
        var noop = api.noop(api.session());
        api.success(noop);

        try (var stream = EventStream.follow(ofOperation(noop))) {
            Waiting.until(() -> assertThat(stream.isClosedByServer()).isTrue());

            assertThat(stream.events()).extracting(Event::event).containsExactly("end");
            assertThat(stream.events().getFirst().data().path("status").asText())
                    .isEqualTo("SUCCEEDED");
        }
    }

    @Test
    void aSessionIsFollowedChangeByChange() throws IOException {
        var session = api.session();

        try (var stream = EventStream.follow(ofSession(session))) {
            Waiting.until(() -> assertThat(stream.events()).isNotEmpty());
            var opened = stream.events().getFirst();
            assertThat(opened.event()).isEqualTo("state");
            assertThat(opened.data().path("status").asText()).isEqualTo("CREATED");
            api.success(api.noop(session));
            api.success(api.noop(session));

            var expected = after(opened.id(), history().factsOfSession(session));
            Waiting.until(() -> assertThat(stream.changes().stream().skip(1).map(Event::position))
                    .containsExactlyElementsOf(expected));
        }
    }

    @Test
    void aReaderOfASessionWhoComesBackMissesNoChange() throws IOException {
        var session = api.session();
        api.success(api.noop(session));
        String last;
        try (var stream = EventStream.follow(ofSession(session))) {
            Waiting.until(() -> assertThat(stream.events()).isNotEmpty());
            last = stream.changes().getFirst().id();
        }
        api.success(api.noop(session));
        api.success(api.noop(session));

        try (var stream = EventStream.follow(ofSession(session), last)) {
            var expected = after(last, history().factsOfSession(session));
            Waiting.until(() -> assertThat(stream.changes().stream().skip(1).map(Event::position))
                    .containsExactlyElementsOf(expected));

            assertThat(stream.events().getFirst().event()).isEqualTo("state");
            assertThat(stream.events("operation").stream()
                            .map(event -> event.data().path("status").asText())
                            .filter("SUCCEEDED"::equals))
                    .hasSize(2);
        }
    }

    @Test
    void aReaderOfASessionWhoWasAwayForHundredsOfChangesMissesNone() throws IOException {
        var session = api.session();
        String last;
        try (var stream = EventStream.follow(ofSession(session))) {
            Waiting.until(() -> assertThat(stream.events()).isNotEmpty());
            last = stream.changes().getFirst().id();
        }
        var missed = IntStream.range(0, 120).mapToObj(_ -> api.noop(session)).toList();
        missed.forEach(api::success);

        try (var stream = EventStream.follow(ofSession(session), last)) {
            var expected = after(last, history().factsOfSession(session));
            assertThat(expected).hasSizeGreaterThan(400);
            Waiting.until(() -> assertThat(stream.changes().stream().skip(1).map(Event::position))
                    .containsExactlyElementsOf(expected));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "-1", "99999999999999999999"})
    void aLastEventIdThatTheStreamNeverGaveIsRefused(String id) {
        var noop = api.noop(api.session());

        var answer = api.call("GET", "/api/v1/operations/" + noop + "/events", null, "Last-Event-ID", id);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("REQUEST_INVALID");
    }

    private String slowPull(String session) throws IOException {
        var proxy = STACK.with(ThrottlingProxy.at(SLOW));
        var repository = RegistryProbe.newRepository();
        RegistryProbe.publish(repository, 2, 500_000);
        var image = RegistryProbe.through(proxy, repository);
        STACK.with(() -> EngineProbe.remove(image));
        return api.pull(session, image);
    }

    private static List<Long> after(String last, List<HistoryEntry> facts) {
        return facts.stream()
                .map(HistoryEntry::offset)
                .filter(offset -> offset > Long.parseLong(last))
                .toList();
    }

    private URI ofOperation(String id) {
        return api.uri("/api/v1/operations/" + id + "/events");
    }

    private URI ofSession(String id) {
        return api.uri("/api/v1/sessions/" + id + "/events");
    }

    private static HistoryFold history() {
        return HistoryFold.of(new TopicProbe(STACK.world()));
    }
}
