package io.infrabot.docker.dockerjava;

import io.infrabot.docker.engine.EngineInfo;
import io.infrabot.docker.engine.Images;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A Docker engine, by docker-java: an adapter for each port, all on the same connections. */
public final class DockerJavaEngine {

    private final EngineConnections connections;
    private final Duration stall;

    /**
     * An engine at {@code host}, which need not answer yet.
     *
     * @param apiVersion null: the engine's own
     * @param stall      how long the engine may be silent during a long call
     */
    public DockerJavaEngine(URI host, @Nullable String apiVersion, Duration stall) {
        this.connections = new EngineConnections(host, apiVersion);
        this.stall = stall;
    }

    /** What the engine says of itself. */
    public EngineInfo info() {
        return new DockerJavaInfo(connections);
    }

    /** The engine's images. */
    public Images images() {
        return new DockerJavaImages(connections, stall);
    }
}
