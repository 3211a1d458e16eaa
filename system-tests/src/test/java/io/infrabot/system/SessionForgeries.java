package io.infrabot.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.Headers;
import io.infrabot.events.Request;
import io.infrabot.events.SessionEvent.SessionStatusChanged;
import io.infrabot.events.SessionId;
import io.infrabot.events.SessionState;
import io.infrabot.events.SessionStatus;
import io.infrabot.events.TopicNames;
import io.infrabot.testkit.history.HistoryFold;
import io.infrabot.testkit.world.Api;
import io.infrabot.testkit.world.Publisher;
import io.infrabot.testkit.world.TopicProbe;
import io.infrabot.testkit.world.Waiting;
import io.infrabot.testkit.world.World;
import io.infrabot.wire.RecordCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** What pretends to come from a client or from the writer. */
final class SessionForgeries {

    private final Forger forger;
    private final World world;
    private final Api api;
    private final Publisher publisher;

    SessionForgeries(Forger forger) {
        this.forger = forger;
        this.world = forger.world();
        this.api = forger.api();
        this.publisher = forger.publisher();
    }

    void request() {
        api.success(publisher.noop(api.session()).value());
    }

    void timer() {
        var held = forger.held();

        publisher.publish(
                new Request.RunExpired(held.session(), held.operation(), held.run()),
                UUID.randomUUID().toString());

        assertThat(forger.end(held).path("error").path("code").asText()).isEqualTo("OPERATION_TIMEOUT");
    }

    void fact() {
        var session = new SessionId(api.session());
        var last = HistoryFold.ofWhatCanBeRead(new TopicProbe(world))
                .factsOfSession(session.value())
                .getLast();
        var forged = new SessionStatusChanged(session, 2, Instant.now(), SessionStatus.FAILED);
        var headers = Forger.headers(forged);
        headers.add(Headers.AFTER, last.digest().getBytes(StandardCharsets.UTF_8));

        publisher.publish(TopicNames.SESSION_EVENTS, session.value(), headers, RecordCodec.encode(forged));

        Waiting.until(() ->
                assertThat(api.session(session.value()).path("status").asText()).isEqualTo("FAILED"));
    }

    void state() {
        var session = new SessionId(UUID.randomUUID().toString());
        var now = Instant.now();
        var forged = new SessionState(
                session,
                "ghosts",
                null,
                SessionStatus.ACTIVE,
                7,
                Map.of(),
                Map.of(),
                null,
                null,
                Map.of(),
                now,
                now,
                now.plusSeconds(60));

        forger.write(TopicNames.SESSION_STATE, session.value(), forged);

        Waiting.until(
                () -> assertThat(api.get("/api/v1/sessions?team=ghosts").text()).contains(session.value()));
        assertThat(api.get("/api/v1/sessions/" + session).status()).isEqualTo(404);
    }

    void deadLetter() {
        var topic = TopicNames.deadLettersOf(TopicNames.REQUESTS);
        var headers = new RecordHeaders();
        headers.add(Headers.DLQ_REASON, "REFUSED".getBytes(StandardCharsets.UTF_8));
        var value = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);

        publisher.publish(topic, "anybody", headers, value);

        assertThat(new TopicProbe(world).all(topic)).anyMatch(letter -> Arrays.equals(value, letter.value()));
    }
}
