package io.infrabot.probe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.infrabot.probe.SocketHttp.Reply;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The container engine's own API, past InfraBot. */
public final class Engine {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final URI uri;
    private final SocketHttp http;

    private Engine(URI uri, SocketHttp http) {
        this.uri = uri;
        this.http = http;
    }

    /** Named as in {@code DOCKER_HOST}. Connects to nothing yet. */
    public static Engine at(URI uri) {
        return at(uri, PATIENCE);
    }

    /** The same, but each call may take as long as {@code patience}. */
    public static Engine at(URI uri, Duration patience) {
        return new Engine(uri, SocketHttp.engine(uri).within(patience));
    }

    public URI uri() {
        return uri;
    }

    /** What the engine is: name, version, … */
    public JsonNode version() throws IOException {
        return Json.read(checked(ask("GET", "/version")).body());
    }

    /** The image of that name, as the engine describes it. */
    public Optional<JsonNode> image(String name) throws IOException {
        var reply = ask("GET", "/images/" + inPath(name) + "/json");
        return reply.status() == 404
                ? Optional.empty()
                : Optional.of(Json.read(checked(reply).body()));
    }

    /** Every name that an image has there. */
    public Set<String> names() throws IOException {
        var names = new HashSet<String>();
        for (var image : Json.read(checked(ask("GET", "/images/json")).body())) {
            image.path("RepoTags").forEach(name -> names.add(name.asText()));
        }
        return names;
    }

    public void pull(String name) throws IOException {
        checked(ask("POST", "/images/create?fromImage=" + inQuery(name)));
    }

    /** Removes that name, and the image where it was its last; an image that is not there is gone already. */
    public void remove(String name) throws IOException {
        remove(name, "");
    }

    /** The same, even where several names or a container that has ended keep the image. */
    public void removeByForce(String name) throws IOException {
        remove(name, "?force=true");
    }

    private void remove(String name, String how) throws IOException {
        var reply = ask("DELETE", "/images/" + inPath(name) + how);
        if (reply.status() != 404) {
            checked(reply);
        }
    }

    /** What the engine itself says that it did with an image since {@code since}: pull, tag, push, … */
    public List<String> actionsOn(String image, Instant since) throws IOException {
        var filters = ofImages();
        filters.putArray("image").add(image);
        var until = Instant.now().getEpochSecond() + 1;
        var reply = checked(ask("GET", events(since, filters) + "&until=" + until));
        return reply.body()
                .lines()
                .map(line -> Json.read(line).path("Action").asText())
                .toList();
    }

    /** Gives {@code listener} every event of an image since {@code since}, until {@code enough} or the engine is gone. */
    public void follow(Instant since, Consumer<JsonNode> listener, BooleanSupplier enough) throws IOException {
        http.lines("GET " + events(since, ofImages()) + " HTTP/1.1\r\nHost: engine", line -> {
            if (line.startsWith("{")) {
                listener.accept(Json.read(line));
            }
            return !enough.getAsBoolean();
        });
    }

    private static ObjectNode ofImages() {
        var filters = JsonNodeFactory.instance.objectNode();
        filters.putArray("type").add("image");
        return filters;
    }

    private static String events(Instant since, ObjectNode filters) {
        return "/events?since=" + since.getEpochSecond() + "&filters=" + inQuery(filters.toString());
    }

    private static String inPath(String name) {
        return Arrays.stream(name.split("/")).map(Engine::inQuery).collect(Collectors.joining("/"));
    }

    private static String inQuery(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private Reply ask(String method, String path) throws IOException {
        return http.ask(method, path, "Accept: application/json");
    }

    private static Reply checked(Reply reply) throws IOException {
        if (reply.status() >= 300) {
            throw new IOException("the engine answered " + reply.status() + ": "
                    + Json.read(reply.body()).path("message").asText(reply.body()));
        }
        return reply;
    }
}
