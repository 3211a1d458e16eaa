package io.infrabot.docker.service;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings of the Docker side, {@code infrabot.docker.*}. */
@ConfigMapping(prefix = "infrabot.docker")
public interface DockerConfig {

    /** The engine; DOCKER_HOST. */
    @WithDefault("unix:///var/run/docker.sock")
    URI host();

    /** The API version to speak; absent: the engine's own. DOCKER_API_VERSION. */
    Optional<String> apiVersion();

    /** How long the engine may say nothing during a pull, push or build. */
    @WithDefault("60s")
    Duration stall();

    /** The directory of Docker's config.json; DOCKER_CONFIG. */
    Optional<String> config();

    /** Directories that may be built from; none by default. INFRABOT_BUILD_ROOTS. */
    Optional<List<String>> buildRoots();

    /** What opens a registry, by its host and port. */
    Map<String, Login> credentials();

    /** A name and its password. */
    interface Login {

        String username();

        String password();
    }
}
