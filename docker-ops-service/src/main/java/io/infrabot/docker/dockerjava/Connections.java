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
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The ways to one engine: a few connections for short questions, and one of its own for each long transfer, so that these
 * never hold up the others. The API version is the engine's own, asked once: docker-java does not negotiate, and engines
 * differ.
 */
final class Connections {

    private static final int QUESTIONS = 6;

    private record Known(String apiVersion, DockerClient client) {}

    private final URI host;
    private final @Nullable String fixedVersion;
    private volatile @Nullable Known known;

    /** As many as there are connections for questions, so that none waits for one. */
    private final ExecutorService askers = Executors.newFixedThreadPool(
            QUESTIONS, Thread.ofPlatform().daemon().name("engine-question-", 1).factory());

    Connections(URI host, @Nullable String fixedVersion) {
        this.host = host;
        this.fixedVersion = fixedVersion;
    }

    /**
     * Puts a short question to the engine, and returns its answer. A thread that is interrupted, as that of a cancelled
     * run is, gets its exception at once and stays interrupted; the question may still reach the engine.
     */
    <T> T ask(Function<DockerClient, T> question) throws EngineException {
        return apart(() -> question.apply(connected().client()));
    }

    /** A client for one long call. Whoever closes it ends the call, however far that has come. */
    DockerClient transfer() throws EngineException {
        // a long call ends by silence (Conversation), not by a time-out of the socket
        return client(apiVersion(), 1, Duration.ZERO);
    }

    String apiVersion() throws EngineException {
        var now = known;
        return (now != null ? now : apart(this::connected)).apiVersion();
    }

    /** Asks for the version again with the next call: the engine was away, and may come back as another. */
    void forget() {
        known = null;
    }

    /**
     * Calls on a thread that nobody interrupts. Apache's client, on a unix socket, never gives back the connection of a
     * thread that is interrupted in the wrong moment; after six of them the engine could not be asked any more.
     */
    private <T> T apart(Callable<T> call) throws EngineException {
        var asked = askers.submit(call);
        try {
            return asked.get();
        } catch (InterruptedException e) {
            asked.cancel(false);
            Thread.currentThread().interrupt();
            throw new EngineException(ErrorCode.INTERNAL, "interrupted before the engine answered");
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case EngineException refused -> throw refused;
                case RuntimeException failed -> throw failed;
                case Error failed -> throw failed;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    private synchronized Known connected() throws EngineException {
        if (known != null) {
            return known;
        }
        var version = fixedVersion == null ? askedVersion() : fixedVersion;
        var made = new Known(version, client(version, QUESTIONS, Duration.ofSeconds(30)));
        warm(made.client());
        known = made;
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
