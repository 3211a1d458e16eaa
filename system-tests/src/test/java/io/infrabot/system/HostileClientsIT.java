package io.infrabot.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.testkit.world.Api;
import io.infrabot.testkit.world.EventStream;
import io.infrabot.testkit.world.Manner;
import io.infrabot.testkit.world.Member;
import io.infrabot.testkit.world.Programs;
import io.infrabot.testkit.world.Waiting;
import io.infrabot.testkit.world.World;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Clients who never read and never end, against a session service with 64 MB of heap (F76). */
class HostileClientsIT {

    private static final Member BROKER = Member.broker(1);
    private static final Member SESSION = Member.session(1);
    private static final Member TOOL_RUNNER = Member.toolRunner(1);
    private static final int LARGE = 100_000;
    private static final int OPERATIONS = 10;

    private static final World WORLD = new World(
                    Path.of(System.getProperty("infrabot.tests.dir"), "hostile-" + System.nanoTime()),
                    Programs.asSet().forShortLives())
            .add(BROKER)
            // stronger than what the command says
            .add(SESSION, Manner.USUAL.with("_JAVA_OPTIONS", "-Xmx64m"))
            .add(TOOL_RUNNER);

    private final Api api = WORLD.api();
    private final List<Socket> hostile = new ArrayList<>();

    @BeforeAll
    static void start() {
        WORLD.start(BROKER, SESSION, TOOL_RUNNER);
    }

    @AfterAll
    static void stop() {
        WORLD.printLogs();
        WORLD.close();
    }

    @Test
    void whoeverNeverReadsAndNeverEndsHarmsNobodyElse() throws IOException {
        var large = api.session();
        var operations = new ArrayList<String>();
        for (int i = 0; i < OPERATIONS; i++) {
            operations.add(api.submit("/api/v1/tools/noop", largeNoop(large)));
        }
        operations.forEach(api::success);

        for (int i = 0; i < 40; i++) {
            send("GET", "/api/v1/sessions/" + large + "/events", Map.of("Last-Event-ID", "0"), "");
            send("GET", "/api/v1/sessions/" + large + "/operations?limit=100", Map.of(), "");
        }
        for (int i = 0; i < 20; i++) {
            var json = Map.of("Content-Type", "application/json", "Content-Length", "1000000");
            send("POST", "/api/v1/sessions", json, "{\"team\":");
            open().getOutputStream().write("GET /api/v1/sess".getBytes(StandardCharsets.UTF_8));
        }

        // told to try again at most until the first of them have sat there for two seconds
        Waiting.until(() -> assertThat(opened()).isEqualTo(201));
        var honest = api.session();
        for (int i = 0; i < 10; i++) {
            api.success(api.noop(honest));
        }
        try (var stream = EventStream.follow(uri("/api/v1/sessions/" + large + "/events"), "0")) {
            Waiting.until(() -> assertThat(stream.events("operation"))
                    .filteredOn(each -> each.data().path("status").asText().equals("SUCCEEDED"))
                    .hasSize(OPERATIONS));
            assertThat(stream.changes()).extracting(EventStream.Event::position).isSorted();
        }
        assertThat(api.operations(large)).hasSize(OPERATIONS);
        assertThat(api.metric("infrabot_mcp_streams_bytes")).isLessThanOrEqualTo(64.0 * 1024 * 1024 / 8);

        for (var socket : hostile) {
            socket.close();
        }
        Waiting.until(() -> {
            assertThat(api.metric("infrabot_mcp_streams_open")).isZero();
            assertThat(api.metric("infrabot_mcp_streams_bytes")).isZero();
        });
        api.success(api.noop(honest));
    }

    @Test
    void pagesAndScrapesAreBoundedInBytes() {
        var session = api.session();
        for (int i = 0; i < OPERATIONS; i++) {
            api.success(api.submit("/api/v1/tools/noop", largeNoop(session)));
        }

        var page = api.get("/api/v1/sessions/" + session + "/operations?limit=100");
        var ofDocker = api.get("/api/v1/docker/status?sessionId=" + session);

        assertThat(page.text().length()).isLessThan(1_500_000);
        assertThat(page.body().path("nextCursor").asText()).isNotEmpty();
        assertThat(api.operations(session)).hasSize(OPERATIONS);
        assertThat(ofDocker.body().path("items")).isEmpty();
        assertThat(api.get("/api/v1/metrics").text().length()).isLessThan(100_000);
    }

    @Test
    void aStreamHasTheFieldsOfTheStandardAndIsKeptNowhere() throws IOException {
        var noop = api.noop(api.session());
        api.success(noop);

        var socket = send("GET", "/api/v1/operations/" + noop + "/events", Map.of("Connection", "close"), "");
        var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var headers = answer.substring(0, answer.indexOf("\r\n\r\n")).toLowerCase(java.util.Locale.ROOT);
        var frames = answer.substring(answer.indexOf("\r\n\r\n")).lines().filter(line -> line.contains(":"));

        assertThat(headers)
                .contains("content-type: text/event-stream", "cache-control: no-store", "x-accel-buffering: no");
        assertThat(frames).isNotEmpty().allSatisfy(line -> assertThat(line).matches("(id|event|data)?:.*"));
    }

    private int opened() {
        return api.post("/api/v1/sessions", Map.of("team", "honest")).status();
    }

    private Map<String, Object> largeNoop(String session) {
        var body = new HashMap<String, Object>();
        body.put("sessionId", session);
        body.put("arguments", Map.of("echo", Map.of("text", "x".repeat(LARGE))));
        return body;
    }

    private Socket send(String method, String path, Map<String, String> headers, String body) throws IOException {
        var socket = open();
        var request = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        headers.forEach(
                (name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
        request.append("\r\n").append(body);
        socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    /** Takes little before the other side notices that nobody reads. */
    private Socket open() throws IOException {
        var socket = new Socket();
        hostile.add(socket);
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), uri("/").getPort()));
        return socket;
    }

    private URI uri(String path) {
        return api.uri(path);
    }
}
