package io.infrabot.docker.dockerjava;

import io.infrabot.docker.engine.EngineException;
import io.infrabot.docker.engine.EngineInfo;
import io.infrabot.events.ErrorCode;
import io.infrabot.events.NodeRegistered.Engine;

/** What a Docker engine says of itself, by docker-java. An engine that was away may come back as another. */
record DockerJavaInfo(EngineConnections connections) implements EngineInfo {

    @Override
    public Engine identify() throws EngineException {
        try {
            var info = connections.ask(client -> client.infoCmd().exec());
            return new Engine(
                    String.valueOf(info.getId()),
                    String.valueOf(info.getName()),
                    String.valueOf(info.getServerVersion()),
                    connections.apiVersion());
        } catch (RuntimeException e) {
            connections.forget();
            throw EngineErrors.of(e, ErrorCode.DOCKER_DAEMON_UNAVAILABLE);
        }
    }
}
