package io.infrabot.probe;

import com.fasterxml.jackson.databind.JsonNode;
import io.infrabot.probe.SocketHttp.Reply;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** An image registry's own API, past engine and InfraBot. */
public final class Registry {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int HTTP_PORT = 80;

    private static final String MANIFESTS = String.join(
            ", ",
            "application/vnd.docker.distribution.manifest.v2+json",
            "application/vnd.docker.distribution.manifest.list.v2+json",
            "application/vnd.oci.image.manifest.v1+json",
            "application/vnd.oci.image.index.v1+json");

    private final String host;
    private final SocketHttp http;

    private Registry(String host, SocketHttp http) {
        this.host = host;
        this.http = http;
    }

    /**
     * A registry without TLS. Connects to nothing yet.
     *
     * @param host with its port, as in the names of its images
     */
    public static Registry at(String host) {
        return at(host, PATIENCE);
    }

    /** The same, but each call may take as long as {@code patience}. */
    public static Registry at(String host, Duration patience) {
        var uri = URI.create("http://" + host);
        var port = uri.getPort() < 0 ? HTTP_PORT : uri.getPort();
        return new Registry(host, SocketHttp.tcp(uri.getHost(), port).within(patience));
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
    public Optional<Manifest> manifest(String repository, String tag) throws IOException {
        var reply = http.ask("GET", manifestPath(repository, tag), "Accept: " + MANIFESTS);
        return reply.status() == 404
                ? Optional.empty()
                : Optional.of(
                        new Manifest(expect(200, reply).header("docker-content-digest"), Json.read(reply.body())));
    }

    /** Puts a layer or a configuration there. */
    public void upload(String repository, String digest, byte[] blob) throws IOException {
        var begun = expect(202, http.ask("POST", "/v2/" + repository + "/blobs/uploads/"));
        // whole or as a path, as the registry likes
        var location = URI.create(begun.header("location"));
        var query = location.getRawQuery() == null ? "?" : "?" + location.getRawQuery() + "&";
        expect(
                201,
                http.ask(
                        "PUT",
                        location.getRawPath() + query + "digest=" + digest,
                        blob,
                        "Content-Type: application/octet-stream"));
    }

    /** Puts a manifest there, whose parts have been uploaded. */
    public void putManifest(String repository, String tag, String mediaType, byte[] manifest) throws IOException {
        expect(201, http.ask("PUT", manifestPath(repository, tag), manifest, "Content-Type: " + mediaType));
    }

    private static String manifestPath(String repository, String tag) {
        return "/v2/" + repository + "/manifests/" + tag;
    }

    private static Reply expect(int status, Reply reply) throws IOException {
        if (reply.status() != status) {
            throw new IOException("the registry answered " + reply.status());
        }
        return reply;
    }
}
