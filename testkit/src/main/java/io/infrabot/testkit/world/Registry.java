package io.infrabot.testkit.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.infrabot.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.UUID;

/** The registry's own API, past engine and InfraBot. */
public final class Registry {

    private static final String ADDRESS =
            Optional.ofNullable(System.getenv("INFRABOT_TEST_REGISTRY")).orElse("127.0.0.1:5000");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Registry() {}

    /** Host and port, as in the names of its images. */
    public static String address() {
        return ADDRESS;
    }

    /** A repository that nobody else uses. */
    public static String newRepository() {
        return "infrabot/system-tests-" + UUID.randomUUID();
    }

    /** The image's name, as seen through {@code proxy}. */
    public static String through(ThrottlingProxy proxy, String repository) {
        return "127.0.0.1:" + proxy.port() + "/" + repository + ":1";
    }

    /** Puts a new image of random layers there, under the tag 1; returns the id that an engine gives it. */
    public static String publish(String repository, int layers, int bytesPerLayer) {
        var image = RandomImage.of(layers, bytesPerLayer);
        image.layers().forEach(layer -> upload(repository, layer));
        upload(repository, image.config());
        var put = HttpRequest.newBuilder(uri("/v2/" + repository + "/manifests/1"))
                .header("Content-Type", RandomImage.MANIFEST_TYPE)
                .PUT(BodyPublishers.ofByteArray(image.manifest()));
        assertThat(send(put).statusCode()).isEqualTo(201);
        return image.id();
    }

    /** What the registry holds under {@code repository:tag}. */
    public static Optional<JsonNode> manifest(String repository, String tag) {
        var response = send(HttpRequest.newBuilder(uri("/v2/" + repository + "/manifests/" + tag))
                .header("Accept", RandomImage.MANIFEST_TYPE));
        assertThat(response.statusCode()).isIn(200, 404);
        return response.statusCode() == 404 ? Optional.empty() : Optional.of(json(response.body()));
    }

    /** The digest of what the registry holds under {@code repository:tag}; empty where there is nothing. */
    public static String digest(String repository, String tag) {
        return send(HttpRequest.newBuilder(uri("/v2/" + repository + "/manifests/" + tag))
                        .header("Accept", RandomImage.MANIFEST_TYPE))
                .headers()
                .firstValue("Docker-Content-Digest")
                .orElse("");
    }

    private static void upload(String repository, byte[] blob) {
        var begun = send(HttpRequest.newBuilder(uri("/v2/" + repository + "/blobs/uploads/"))
                .POST(BodyPublishers.noBody()));
        assertThat(begun.statusCode()).isEqualTo(202);
        var location = begun.headers().firstValue("Location").orElseThrow();
        var target = location + (location.contains("?") ? "&" : "?") + "digest=" + RandomImage.digest(blob);
        var put = HttpRequest.newBuilder(uri("/").resolve(target))
                .header("Content-Type", "application/octet-stream")
                .PUT(BodyPublishers.ofByteArray(blob));
        assertThat(send(put).statusCode()).isEqualTo(201);
    }

    private static URI uri(String path) {
        return URI.create("http://" + ADDRESS + path);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
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
