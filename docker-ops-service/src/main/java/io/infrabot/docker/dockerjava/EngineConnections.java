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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The connections to one engine: a small pool for short questions, and one connection of its own for each long call, so
 * that long calls never delay short ones. The API version is the engine's own, asked once: docker-java does not negotiate,
 * and engines differ.
 */
final class EngineConnections {

    private static final int QUESTIONS = 6;

    private final URI host;
    private final @Nullable String fixedVersion;
    private @Nullable String version;
    private @Nullable PooledClient questions;

    EngineConnections(URI host, @Nullable String fixedVersion) {
        this.host = host;
        this.fixedVersion = fixedVersion;
        this.version = fixedVersion;
    }

    /**
     * Returns the engine's answer to a short question. Cancelling a run interrupts its thread, perhaps in here: the thread stays
     * interrupted, and the question may still reach the engine.
     *
     * <p>Apache's HttpClient loses a connection of its pool when a thread that uses a Unix socket is interrupted at the wrong
     * moment, and the pool has six. So a client gets no more questions after a thread was interrupted in it.
     *
     * @throws EngineException also if the calling thread is interrupted before the engine has answered
     */
    <T> T ask(Function<DockerClient, T> question) throws EngineException {
        if (Thread.currentThread().isInterrupted()) {
            throw interrupted();
        }
        var used = connected();
        try {
            return question.apply(used.client());
        } catch (RuntimeException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw interrupted();
            }
            throw e;
        } finally {
            if (Thread.currentThread().isInterrupted()) {
                retire(used);
            }
            used.leave();
        }
    }

    private static EngineException interrupted() {
        return new EngineException(ErrorCode.INTERNAL, "interrupted before the engine answered");
    }

    /** A new client for one long call. Closing it aborts the call, even before the engine has sent response headers. */
    DockerClient transfer() throws EngineException {
        // a long call ends by silence (StreamedAnswer), not by a time-out of the socket
        return client(apiVersion(), 1, Duration.ZERO);
    }

    synchronized String apiVersion() throws EngineException {
        var now = version == null ? askedVersion() : version;
        version = now;
        return now;
    }

    /** Asks for the version again with the next call: the engine was away, and may come back as another. */
    synchronized void forget() {
        version = fixedVersion;
        if (questions != null) {
            retire(questions);
        }
    }

    /** Returns the client for questions; the caller has entered it, and leaves it after its question. */
    private synchronized PooledClient connected() throws EngineException {
        if (questions == null) {
            questions = new PooledClient(client(apiVersion(), QUESTIONS, Duration.ofSeconds(30)));
        }
        questions.enter();
        return questions;
    }

    private synchronized void retire(PooledClient used) {
        if (used.equals(questions)) {
            questions = null;
        }
        used.retire();
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
