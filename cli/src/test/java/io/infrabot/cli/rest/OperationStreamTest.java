package io.infrabot.cli.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.infrabot.cli.Wire;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OperationStreamTest {

    private static final String PATH = "GET /api/v1/operations/op.1/events";
    private static final String RUNNING =
            "event: state\nid: 11\ndata: {\"operationId\":\"op.1\",\"status\":\"RUNNING\"}\n\n";
    private static final String HALF = "event: progress\nid: 12\ndata: {\"fraction\":0.5}\n\n";
    private static final String END =
            "event: end\nid: 13\ndata: {\"operationId\":\"op.1\",\"status\":\"SUCCEEDED\"}\n\n";

    private final Wire wire = Wire.open();
    private final List<String> heard = new ArrayList<>();

    private final OperationStream.Listener listener = new OperationStream.Listener() {
        @Override
        public void state(ShownOperation operation) {
            heard.add(operation.status());
        }

        @Override
        public void progress(JsonNode progress) {
            heard.add(progress.path("fraction").asText());
        }

        @Override
        public void interrupted() {
            heard.add("interrupted");
        }
    };

    @AfterEach
    void hangUp() {
        wire.close();
    }

    @Test
    void anOperationIsFollowedToItsEnd() throws InterruptedException {
        wire.on(PATH, Wire.events(": hello\n\n" + RUNNING + HALF + END));

        var end = follow(Duration.ofSeconds(10));

        assertThat(end.succeeded()).isTrue();
        assertThat(heard).containsExactly("RUNNING", "0.5", "SUCCEEDED");
    }

    @Test
    void aBrokenStreamIsTakenUpWhereItStood() throws InterruptedException {
        answering(Wire.events(RUNNING + HALF + "event: end\ndata: {\"stat"), Wire.events(RUNNING + END));

        var end = follow(Duration.ofSeconds(10));

        assertThat(end.status()).isEqualTo("SUCCEEDED");
        assertThat(heard).containsExactly("RUNNING", "0.5", "interrupted", "RUNNING", "SUCCEEDED");
        assertThat(wire.asked())
                .extracting(asked -> asked.header("Last-event-id"))
                .containsExactly(Optional.empty(), Optional.of("12"));
    }

    @Test
    void aServiceThatIsNotReadyIsAskedAgain() throws InterruptedException {
        answering(
                Wire.events(RUNNING),
                exchange -> Wire.reply(exchange, 503, "{\"code\":\"NOT_READY\"}"),
                exchange -> Wire.reply(exchange, 503, "{\"code\":\"NOT_READY\"}"),
                Wire.events(END));

        assertThat(follow(Duration.ofSeconds(10)).succeeded()).isTrue();
        assertThat(wire.asked()).hasSize(4);
    }

    @Test
    void aConnectionThatIsResetIsNoEnd() throws InterruptedException {
        answering(
                exchange -> {
                    exchange.sendResponseHeaders(200, 1_000);
                    exchange.getResponseBody().write(RUNNING.getBytes(UTF_8));
                    exchange.getResponseBody().flush();
                },
                Wire.events(END));

        assertThat(follow(Duration.ofSeconds(10)).succeeded()).isTrue();
        assertThat(wire.asked().getLast().header("Last-event-id")).contains("11");
    }

    @Test
    void aFinalStateIsAnEnd() throws InterruptedException {
        wire.on(PATH, Wire.events("event: state\ndata: {\"status\":\"FAILED\"}\n\n"));

        assertThat(follow(Duration.ofSeconds(10)).status()).isEqualTo("FAILED");
    }

    @Test
    void eventsOfAnotherKindAreLeftAlone() throws InterruptedException {
        wire.on(PATH, Wire.events("event: weather\ndata: rain\n\n" + END));

        assertThat(follow(Duration.ofSeconds(10)).succeeded()).isTrue();
        assertThat(heard).containsExactly("SUCCEEDED");
    }

    @Test
    void anUnknownOperationIsAProblem() {
        wire.on(PATH, 404, "{\"code\":\"OPERATION_NOT_FOUND\",\"detail\":\"no operation op.1\"}");

        assertThatThrownBy(() -> follow(Duration.ofSeconds(10)))
                .isInstanceOf(ProblemException.class)
                .hasMessage("no operation op.1");
    }

    @Test
    void anOperationThatIsNotDecidedYetIsWaitedFor() throws InterruptedException {
        answering(exchange -> Wire.reply(exchange, 404, "{}"), Wire.events(END));

        var end = new OperationStream(new Rest(wire.uri()), Duration.ofSeconds(10)).follow("op.1", false, listener);

        assertThat(end.succeeded()).isTrue();
    }

    @Test
    void anOperationThatWasThereIsWaitedForWhileItsPartitionMoves() throws InterruptedException {
        answering(Wire.events(RUNNING), exchange -> Wire.reply(exchange, 404, "{}"), Wire.events(END));

        assertThat(follow(Duration.ofSeconds(10)).succeeded()).isTrue();
    }

    @Test
    void aServiceThatStaysAwayIsGivenUp() {
        wire.on(PATH, 503, "");

        assertThatThrownBy(() -> follow(Duration.ofMillis(300))).isInstanceOf(ServiceUnreachable.class);
    }

    @Test
    void aServiceThatWasNeverThereIsSaidAtOnce() {
        var nobody = new Rest(URI.create("http://127.0.0.1:1"));

        assertThatThrownBy(() -> new OperationStream(nobody, Duration.ofHours(1)).follow("op.1", true, listener))
                .isInstanceOf(ServiceUnreachable.class)
                .hasMessageContaining("http://127.0.0.1:1");
    }

    private ShownOperation follow(Duration patience) throws InterruptedException {
        return new OperationStream(new Rest(wire.uri()), patience).follow("op.1", true, listener);
    }

    private void answering(Wire.Handler... inTurn) {
        var turn = new AtomicInteger();
        wire.on(PATH, exchange -> inTurn[turn.getAndIncrement()].answer(exchange));
    }
}
