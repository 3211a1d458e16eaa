package io.infrabot.testkit.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.infrabot.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The container engine's own API, past InfraBot. */
public final class EngineProbe {

    private static final URI ADDRESS = URI.create(
            Optional.ofNullable(System.getenv("INFRABOT_TEST_ENGINE")).orElse("unix:///var/run/docker.sock"));

    private EngineProbe() {}

    /** As in {@code DOCKER_HOST}. */
    public static String address() {
        return ADDRESS.toString();
    }

    /** The image of that name, as the engine describes it. */
    public static Optional<JsonNode> image(String name) {
        var reply = call("GET", "/images/" + name + "/json");
        assertThat(reply.status()).as(reply.body()).isIn(200, 404);
        return reply.status() == 404 ? Optional.empty() : Optional.of(json(reply.body()));
    }

    /** Removes that name, and the image where it was its last. Nothing happens where there is none. */
    public static void remove(String name) {
        var reply = call("DELETE", "/images/" + name + "?force=true");
        assertThat(reply.status()).as(reply.body()).isIn(200, 404);
    }

    /** What the engine itself says that it did with an image since {@code since}: pull, tag, push, … */
    public static List<String> actionsOn(String image, Instant since) {
        var filters = URLEncoder.encode(
                Api.json(Map.of("type", List.of("image"), "image", List.of(image))), StandardCharsets.UTF_8);
        var reply = call(
                "GET",
                "/events?since=" + since.getEpochSecond() + "&until="
                        + (Instant.now().getEpochSecond() + 1) + "&filters=" + filters);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        var actions = new ArrayList<String>();
        reply.body()
                .lines()
                .forEach(line -> actions.add(json(line).path("Action").asText()));
        return actions;
    }

    /** Gives {@code listener} every event of an image since {@code since}, until {@code enough} or the engine is gone. */
    public static void follow(Instant since, Consumer<JsonNode> listener, BooleanSupplier enough) throws IOException {
        var filters = URLEncoder.encode(Api.json(Map.of("type", List.of("image"))), StandardCharsets.UTF_8);
        http().lines(
                        "GET /events?since=" + since.getEpochSecond() + "&filters=" + filters
                                + " HTTP/1.1\r\nHost: engine",
                        line -> {
                            if (line.startsWith("{")) {
                                listener.accept(json(line));
                            }
                            return !enough.getAsBoolean();
                        });
    }

    /** Pulls an image, past InfraBot. */
    public static void pull(String name) {
        var reply = call("POST", "/images/create?fromImage=" + URLEncoder.encode(name, StandardCharsets.UTF_8));
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    }

    /** Every name that an image has there. */
    public static Set<String> names() {
        var names = new HashSet<String>();
        for (var image : json(call("GET", "/images/json").body())) {
            image.path("RepoTags").forEach(name -> names.add(name.asText()));
        }
        return names;
    }

    private static SocketHttp http() {
        return "unix".equals(ADDRESS.getScheme())
                ? SocketHttp.unix(ADDRESS.getPath())
                : SocketHttp.tcp(ADDRESS.getHost(), ADDRESS.getPort());
    }

    private static SocketHttp.Reply call(String method, String path) {
        try {
            return http().send(
                            method + " " + path + " HTTP/1.1\r\nHost: engine\r\nContent-Length: 0\r\nConnection: close",
                            new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return Json.tolerant().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
