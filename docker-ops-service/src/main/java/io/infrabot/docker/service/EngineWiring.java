package io.infrabot.docker.service;

import static java.util.stream.Collectors.toMap;

import io.infrabot.docker.dockerjava.DockerJavaEngine;
import io.infrabot.docker.engine.EngineInfo;
import io.infrabot.docker.engine.Images;
import io.infrabot.docker.image.BuildContext;
import io.infrabot.docker.registry.Credentials;
import io.infrabot.docker.registry.DockerConfigCredentials;
import io.infrabot.docker.registry.RegistryCredentials;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Puts the Docker side together from its settings. */
final class EngineWiring {

    @Produces
    @Singleton
    DockerJavaEngine engine(DockerConfig config) {
        return new DockerJavaEngine(
                config.host(), config.apiVersion().filter(it -> !it.isBlank()).orElse(null), config.stall());
    }

    @Produces
    @Singleton
    EngineInfo info(DockerJavaEngine engine) {
        return engine.info();
    }

    @Produces
    @Singleton
    Images images(DockerJavaEngine engine) {
        return engine.images();
    }

    @Produces
    @Singleton
    BuildContext contexts(DockerConfig config) {
        return new BuildContext(config.buildRoots().orElse(List.of()).stream()
                .filter(root -> !root.isBlank())
                .map(root -> Path.of(root.strip()))
                .toList());
    }

    @Produces
    @Singleton
    RegistryCredentials credentials(DockerConfig config) {
        var logins = config.credentials().entrySet().stream()
                .collect(toMap(
                        Map.Entry::getKey,
                        it -> new Credentials(
                                it.getValue().username(), it.getValue().password())));
        var directory = config.config()
                .filter(it -> !it.isBlank())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".docker"));
        return new DockerConfigCredentials(logins, directory.resolve("config.json"));
    }
}
