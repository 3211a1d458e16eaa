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
 * The connections to one engine: a small pool for short questions, and one connection of its own for each long call, so
 * that long calls never delay short ones. The API version is the engine's own, asked once: docker-java does not negotiate,
 * and engines differ.
 */
final class EngineConnections {

    private static final int QUESTIONS = 6;

    private record Known(String apiVersion, DockerClient client) {}

    private final URI host;
    private final @Nullable String fixedVersion;
    private volatile @Nullable Known known;

    /** One thread a connection of the pool, so that no thread waits for a connection. */
    private final ExecutorService questionThreads = Executors.newFixedThreadPool(
            QUESTIONS, Thread.ofPlatform().daemon().name("engine-question-", 1).factory());

    EngineConnections(URI host, @Nullable String fixedVersion) {
        this.host = host;
        this.fixedVersion = fixedVersion;
    }

    /**
     * Returns the engine's answer to a short question.
     *
     * @throws EngineException at once if the calling thread is interrupted, as it is when its run is cancelled; the thread
     *                         stays interrupted, and the question may still reach the engine
     */
    <T> T ask(Function<DockerClient, T> question) throws EngineException {
        return uninterrupted(() -> question.apply(connected().client()));
    }

    /** A new client for one long call. Closing it aborts the call, even before the engine has sent response headers. */
    DockerClient transfer() throws EngineException {
        // a long call ends by silence (StreamedAnswer), not by a time-out of the socket
        return client(apiVersion(), 1, Duration.ZERO);
    }

    String apiVersion() throws EngineException {
        var now = known;
        return (now != null ? now : uninterrupted(this::connected)).apiVersion();
    }

    /** Asks for the version again with the next call: the engine was away, and may come back as another. */
    void forget() {
        known = null;
    }

    /**
     * Makes the call on a thread that is never interrupted. Apache's HttpClient loses a connection of its pool when a
     * thread that uses a Unix socket is interrupted at the wrong moment; with the sixth the pool is empty.
     */
    private <T> T uninterrupted(Callable<T> call) throws EngineException {
        var asked = questionThreads.submit(call);
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
        known = made;
        return made;
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
