package io.infrabot.docker.engine;

import io.infrabot.docker.registry.Credentials;
import io.infrabot.docker.registry.EngineReference;
import io.infrabot.events.Platform;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Port: the images of a container engine. Every method blocks and may be called from any thread. */
public interface Images {

    /** The image that {@code reference}, a name or an id, stands for on this engine. */
    Optional<Image> find(String reference) throws EngineException;

    /** An image with the label. */
    Optional<Image> findLabelled(String label, String value) throws EngineException;

    /**
     * Fetches an image; layers that are there already stay.
     *
     * @param platform which of the images that the registry has under the name; engines differ in what they do where
     *                 it has none, so look at what has come
     * @throws InterruptedException if the calling thread was interrupted; the pull is abandoned
     */
    void pull(EngineReference image, @Nullable Platform platform, @Nullable Credentials credentials, EngineCall call)
            throws EngineException, InterruptedException;

    /** Sends an image to its registry; returns the digest it has there. */
    String push(EngineReference image, @Nullable Credentials credentials, EngineCall call)
            throws EngineException, InterruptedException;

    /** Lets {@code target} stand for the image that {@code source} stands for, whatever it stood for before. */
    void tag(String source, EngineReference target) throws EngineException;

    /**
     * Builds an image with the engine's classic builder.
     *
     * @throws EngineException whose error has the last lines of what the build said
     */
    Built build(BuildSpec spec, EngineCall call) throws EngineException, InterruptedException;

    /** Removes the name, and the image with its last one; nothing happens if it is not there. */
    void remove(String reference) throws EngineException;
}
