package io.infrabot.docker.engine;

import io.infrabot.docker.registry.EngineReference;
import io.infrabot.events.ErrorCode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Every registry that a {@link FakeEngine} can reach: some are down, some deny, all others take and give. */
final class FakeRegistry {

    private final Map<String, Image> images = new HashMap<>();
    private final Set<String> down = new HashSet<>();
    private final Set<String> denying = new HashSet<>();

    void isDown(String host) {
        down.add(host);
    }

    void denies(String host) {
        denying.add(host);
    }

    void put(String reference, Image image) {
        images.put(reference, image);
    }

    Image get(EngineReference reference) throws EngineException {
        reach(reference);
        var image = images.get(reference.toString());
        if (image == null) {
            throw new EngineException(ErrorCode.DOCKER_IMAGE_NOT_FOUND, "manifest unknown: " + reference);
        }
        return image;
    }

    /** Refuses where the registry of {@code reference} is down, or gives nothing. */
    void reach(EngineReference reference) throws EngineException {
        if (down.contains(reference.registry())) {
            throw new EngineException(ErrorCode.DOCKER_REGISTRY_UNAVAILABLE, "connection refused");
        }
        if (denying.contains(reference.registry())) {
            throw new EngineException(ErrorCode.DOCKER_AUTH_FAILED, "denied: requested access is denied");
        }
    }
}
