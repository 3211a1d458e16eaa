package io.infrabot.docker.dockerjava;

import io.infrabot.docker.engine.ContainerEngineContract;
import io.infrabot.docker.engine.EngineInfo;
import io.infrabot.docker.engine.Images;
import java.net.URI;
import java.time.Duration;

/** The contract on the real engine, with the real registry: INFRABOT_TEST_ENGINE, INFRABOT_TEST_REGISTRY. */
class DockerJavaEngineIT extends ContainerEngineContract {

    private final DockerJavaEngine engine = engine();

    @Override
    protected EngineInfo openInfo() {
        return engine.info();
    }

    @Override
    protected Images openImages() {
        return engine.images();
    }

    private static DockerJavaEngine engine() {
        var host = System.getenv().getOrDefault("INFRABOT_TEST_ENGINE", "unix:///var/run/docker.sock");
        return new DockerJavaEngine(URI.create(host), null, Duration.ofSeconds(60));
    }

    @Override
    protected String registry() {
        return System.getenv().getOrDefault("INFRABOT_TEST_REGISTRY", "127.0.0.1:5000");
    }
}
