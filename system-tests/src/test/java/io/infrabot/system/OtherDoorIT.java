package io.infrabot.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.Headers;
import io.infrabot.events.SessionId;
import io.infrabot.events.TopicNames;
import io.infrabot.session.decide.OperationIds;
import io.infrabot.system.harness.Stack;
import io.infrabot.testkit.history.HistoryFold;
import io.infrabot.testkit.world.EngineProbe;
import io.infrabot.testkit.world.Kcat;
import io.infrabot.testkit.world.RegistryProbe;
import io.infrabot.testkit.world.ThrottlingProxy;
import io.infrabot.testkit.world.TopicProbe;
import io.infrabot.testkit.world.Waiting;
import io.infrabot.wire.RecordCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests published with kcat, as documented and nothing more. */
@Order(Stack.SHARED)
class OtherDoorIT {

    private static final int PARTITIONS = 6;

    @RegisterExtension
    static final Stack STACK = Stack.shared();

    @BeforeAll
    static void kcatIsThere() {
        Assumptions.assumeTrue(Kcat.isInstalled(), "kcat is not installed");
    }

    @Test
    void aPullPublishedWithKcatIsDecidedRunAndFolded() throws IOException {
        var api = STACK.api();
        var proxy = STACK.with(ThrottlingProxy.at(ThrottlingProxy.UNLIMITED));
        var repository = RegistryProbe.newRepository();
        var imageId = RegistryProbe.publish(repository, 2, 100_000);
        var image = RegistryProbe.through(proxy, repository);
        STACK.with(() -> EngineProbe.remove(image));
        var session = api.session();
        var id = UUID.randomUUID().toString();

        kcat().murmur2().publish(session, id, """
                        {"sessionId":"%s","type":"docker.pull","arguments":{"image":"%s"},"target":{"kind":"any"},"timeout":"PT10M"}""".formatted(session, image));

        var end = awaitSuccess(session, id);
        assertThat(end).isEqualTo(imageId);
        assertThat(EngineProbe.image(image).orElseThrow().path("Id").asText()).isEqualTo(imageId);
        HistoryFold.of(new TopicProbe(STACK.world())).isSound().equalsWhatTheWriterSays(api);
    }

    @Test
    void aRequestOnTheWrongPartitionIsPublishedAgainOnTheRightOne() {
        var session = sessionWhere(false);
        var before = STACK.api().metric("infrabot_mcp_requests_rerouted_total");
        var id = UUID.randomUUID().toString();

        kcat().publish(session, id, noop(session));

        awaitSuccess(session, id);
        assertThat(requestsOf(id)).containsExactlyInAnyOrder("first", "rerouted");
        assertThat(STACK.api().metric("infrabot_mcp_requests_rerouted_total")).isEqualTo(before + 1);
        HistoryFold.of(new TopicProbe(STACK.world())).isSound().equalsWhatTheWriterSays(STACK.api());
    }

    @Test
    void aRequestThatHappensToBeOnTheRightPartitionStaysThere() {
        var session = sessionWhere(true);
        var id = UUID.randomUUID().toString();

        kcat().publish(session, id, noop(session));

        awaitSuccess(session, id);
        assertThat(requestsOf(id)).containsExactly("first");
    }

    @Test
    void aRepeatedRequestIsOneOperation() {
        var session = sessionWhere(false);
        var id = UUID.randomUUID().toString();

        kcat().publish(session, id, noop(session));
        kcat().murmur2().publish(session, id, noop(session));
        awaitSuccess(session, id);
        var last = UUID.randomUUID().toString();
        kcat().murmur2().publish(session, last, noop(session));
        awaitSuccess(session, last);

        // rerouted ones come later than the last: wait until both have been read
        Waiting.until(() -> assertThat(requestsOf(id)).hasSize(3));
        assertThat(STACK.api().operations(session)).hasSize(2);
    }

    /** Waits for the operation that the request asked for; returns the image's id where it has one. */
    private static String awaitSuccess(String session, String requestId) {
        var operation = OperationIds.of(new SessionId(session), Kcat.SOURCE, requestId);
        return STACK.api()
                .success(operation.value())
                .path("result")
                .path("imageId")
                .asText();
    }

    private static List<String> requestsOf(String id) {
        return new TopicProbe(STACK.world())
                .all(TopicNames.REQUESTS).stream()
                        .filter(record -> id.equals(RecordCodec.text(record.headers(), Headers.ID)))
                        .map(record -> record.headers().lastHeader(Headers.REROUTED) == null ? "first" : "rerouted")
                        .toList();
    }

    /** A new session whose key librdkafka puts on the right partition, or on a wrong one. */
    private static String sessionWhere(boolean right) {
        while (true) {
            var session = STACK.api().session();
            var key = session.getBytes(StandardCharsets.UTF_8);
            var crc = new CRC32();
            crc.update(key);
            var isRight = crc.getValue() % PARTITIONS == Utils.toPositive(Utils.murmur2(key)) % PARTITIONS;
            if (isRight == right) {
                return session;
            }
        }
    }

    private static String noop(String session) {
        return """
                {"sessionId":"%s","type":"tool.noop","arguments":{}}""".formatted(session);
    }

    private static Kcat kcat() {
        return new Kcat(STACK.world());
    }
}
