package io.infrabot.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.probe.SocketHttp;
import io.infrabot.system.harness.Stack;
import io.infrabot.testkit.world.Api.Answer;
import io.infrabot.testkit.world.TopicProbe;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests that are refused: each with a code of its own, and without a trace on any topic. */
abstract class RefusedRequests {

    static final String JSON = "application/json";

    @RegisterExtension
    static final Stack STACK = Stack.shared();

    static String session = "";

    private Map<String, Long> ends = Map.of();

    @BeforeAll
    static void openASession() {
        session = STACK.api().session();
    }

    @BeforeEach
    void rememberWhereTopicsEnd() {
        ends = new TopicProbe(STACK.world()).ends();
    }

    @AfterEach
    void nothingWasWritten() {
        assertThat(new TopicProbe(STACK.world()).ends()).isEqualTo(ends);
    }

    static void assertProblem(SocketHttp.Reply reply, int status, String code) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.headers().get("content-type")).startsWith("application/problem+json");
        assertThat(reply.body()).contains("\"code\":\"" + code + "\"");
    }

    static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.code()).as(answer.status() + " " + answer.text()).isEqualTo(code);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.body().path("type").asText()).isEqualTo("urn:infrabot:problem:" + code);
        assertThat(answer.body().path("status").asInt()).isEqualTo(status);
        assertThat(answer.body().path("title").asText()).isNotEmpty();
        assertThat(answer.body().path("detail").asText()).isNotEmpty();
    }

    static Answer post(String path, String body) {
        return STACK.api().call("POST", path, body, "Content-Type", JSON);
    }

    static SocketHttp.Reply raw(String head, byte[] body) throws IOException {
        return SocketHttp.tcp("127.0.0.1", STACK.world().port(Stack.SESSION)).send(head, body);
    }
}
