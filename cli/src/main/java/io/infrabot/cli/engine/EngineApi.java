package io.infrabot.cli.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.infrabot.cli.rest.Json;
import io.infrabot.cli.rest.Rest;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The container engine's own API, past InfraBot. */
public final class EngineApi {

    private final URI uri;
    private final SocketHttp http;

    private EngineApi(URI uri, SocketHttp http) {
        this.uri = uri;
        this.http = http;
    }

    /** Connects to nothing yet. */
    public static EngineApi at(URI uri) {
        return new EngineApi(uri, SocketHttp.at(uri));
    }

    public URI uri() {
        return uri;
    }

    /** What the engine is: name, version, … */
    public JsonNode version() throws IOException {
        return Json.read(checked(http.send("GET", "/version")).body());
    }

    /** The image of that name, as the engine describes it. */
    public Optional<JsonNode> image(String name) throws IOException {
        var reply = http.send("GET", "/images/" + inPath(name) + "/json");
        return reply.status() == 404
                ? Optional.empty()
                : Optional.of(Json.read(checked(reply).body()));
    }

    /** Removes that name, and the image where it was its last; an image that is not there is gone already. */
    public void remove(String name) throws IOException {
        var reply = http.send("DELETE", "/images/" + inPath(name));
        if (reply.status() != 404) {
            checked(reply);
        }
    }

    private static String inPath(String name) {
        return Arrays.stream(name.split("/")).map(Rest::escaped).collect(Collectors.joining("/"));
    }

    private static SocketHttp.Reply checked(SocketHttp.Reply reply) throws IOException {
        if (reply.status() >= 300) {
            throw new IOException("the engine answered " + reply.status() + ": "
                    + Json.read(reply.body()).path("message").asText(reply.body()));
        }
        return reply;
    }
}
