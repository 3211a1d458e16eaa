package io.infrabot.cli.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.infrabot.cli.rest.HttpClients;
import io.infrabot.cli.rest.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** An image registry's own API, past engine and InfraBot. */
public final class Registry {

    private static final String MANIFESTS = String.join(
            ", ",
            "application/vnd.docker.distribution.manifest.v2+json",
            "application/vnd.docker.distribution.manifest.list.v2+json",
            "application/vnd.oci.image.manifest.v1+json",
            "application/vnd.oci.image.index.v1+json");

    private final String host;
    private final HttpClient http;

    /**
     * A registry without TLS.
     *
     * @param host with its port, as in the names of its images
     */
    public Registry(String host) {
        this.host = host;
        this.http = HttpClients.to(URI.create("http://" + host), Duration.ofSeconds(5));
    }

    /** What a registry holds under one tag. */
    public record Manifest(String digest, JsonNode json) {

        public String configDigest() {
            return json.path("config").path("digest").asText();
        }

        public int layers() {
            return json.path("layers").size();
        }

        /** What a client downloads for all layers. */
        public long layerBytes() {
            long sum = 0;
            for (var layer : json.path("layers")) {
                sum += layer.path("size").asLong();
            }
            return sum;
        }
    }

    public String host() {
        return host;
    }

    /** The manifest of {@code repository:tag}. */
    public Optional<Manifest> manifest(String repository, String tag) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://" + host + "/v2/" + repository + "/manifests/" + tag))
                .timeout(Duration.ofSeconds(10))
                .header("Accept", MANIFESTS)
                .build();
        var response = http.send(request, HttpResponse.BodyHandlers.ofString());
        return switch (response.statusCode()) {
            case 200 ->
                Optional.of(new Manifest(
                        response.headers().firstValue("Docker-Content-Digest").orElse(""), Json.read(response.body())));
            case 404 -> Optional.empty();
            default -> throw new IOException("the registry answered " + response.statusCode());
        };
    }
}
