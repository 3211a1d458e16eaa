package io.infrabot.docker.dockerjava;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Version;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.httpclient5.ApacheDockerHttpClient;
import io.infrabot.docker.engine.EngineException;
import io.infrabot.events.ErrorCode;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Two pools to one engine, so that long transfers never hold up short questions. The API version is the engine's own,
 * asked once: docker-java does not negotiate, and engines differ.
 */
final class Connections {

    private static final int METADATA = 6;
    private static final int TRANSFER = 18;

    private record Pair(String apiVersion, DockerClient metadata, DockerClient transfer) {}

    private final URI host;
    private final @Nullable String fixedVersion;
    private volatile @Nullable Pair pair;

    Connections(URI host, @Nullable String fixedVersion) {
        this.host = host;
        this.fixedVersion = fixedVersion;
    }

    DockerClient metadata() throws EngineException {
        return pair().metadata();
    }

    DockerClient transfer() throws EngineException {
        return pair().transfer();
    }

    String apiVersion() throws EngineException {
        return pair().apiVersion();
    }

    /** Asks for the version again with the next call: the engine was away, and may come back as another. */
    void forget() {
        pair = null;
    }

    private Pair pair() throws EngineException {
        var known = pair;
        return known != null ? known : connect();
    }

    private synchronized Pair connect() throws EngineException {
        if (pair != null) {
            return pair;
        }
        var version = fixedVersion == null ? askedVersion() : fixedVersion;
        var made = new Pair(
                version,
                client(version, METADATA, Duration.ofSeconds(30)),
                // Long calls end by silence (Conversation), not by a time-out of the socket.
                client(version, TRANSFER, Duration.ZERO));
        warm(made.transfer());
        pair = made;
        return made;
    }

    /** A client's first call takes many times as long as the later ones: it should not be a user's. */
    private static void warm(DockerClient client) throws EngineException {
        try {
            client.pingCmd().exec();
        } catch (RuntimeException e) {
            throw EngineErrors.of(e, ErrorCode.DOCKER_DAEMON_UNAVAILABLE);
        }
    }

    private String askedVersion() throws EngineException {
        try (var client = client(null, 1, Duration.ofSeconds(5))) {
            Version version = client.versionCmd().exec();
            return version.getApiVersion();
        } catch (RuntimeException | java.io.IOException e) {
            throw EngineErrors.of(e, ErrorCode.DOCKER_DAEMON_UNAVAILABLE);
        }
    }

    private DockerClient client(@Nullable String version, int connections, Duration responseTimeout) {
        DockerClientConfig config = version == null
                ? config().build()
                : config().withApiVersion(version).build();
        var http = new ApacheDockerHttpClient.Builder()
                .dockerHost(config.getDockerHost())
                .sslConfig(config.getSSLConfig())
                .maxConnections(connections)
                .connectionTimeout(Duration.ofSeconds(5));
        if (responseTimeout.isPositive()) {
            http.responseTimeout(responseTimeout);
        }
        return DockerClientImpl.getInstance(config, http.build());
    }

    private DefaultDockerClientConfig.Builder config() {
        return DefaultDockerClientConfig.createDefaultConfigBuilder().withDockerHost(host.toString());
    }
}
