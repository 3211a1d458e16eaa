package io.infrabot.session.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.probe.SocketHttp;
import java.io.IOException;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Requests that are refused: each with a code of its own, and without a trace on any topic. */
abstract class RefusedRequests extends OverHttp {

    static final String JSON = "application/json";

    /** One for all of them: nothing is ever done in it. */
    static String session = "";

    private Map<TopicPartition, Long> ends = Map.of();

    @BeforeEach
    void rememberWhereTopicsEnd() {
        if (session.isEmpty()) {
            session = api.session();
        }
        // of what other tests asked for, the last states may still be on their way
        Waiting.until(() -> {
            ends = stored.ends();
            assertThat(stored.ends()).isEqualTo(ends);
        });
    }

    @AfterEach
    void nothingWasWritten() {
        assertThat(stored.ends()).isEqualTo(ends);
    }

    static void assertProblem(SocketHttp.Reply reply, int status, String code) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.headers().get("content-type")).startsWith("application/problem+json");
        assertThat(reply.body()).contains("\"code\":\"" + code + "\"");
    }

    SocketHttp.Reply raw(String head, byte[] body) throws IOException {
        return SocketHttp.tcp("127.0.0.1", address.getPort()).send(head, body);
    }
}
