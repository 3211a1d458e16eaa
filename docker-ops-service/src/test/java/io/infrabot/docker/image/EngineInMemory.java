package io.infrabot.docker.image;

import io.infrabot.docker.engine.BuildSpec;
import io.infrabot.docker.engine.Built;
import io.infrabot.docker.engine.ContainerEngine;
import io.infrabot.docker.engine.EngineCall;
import io.infrabot.docker.engine.Image;
import io.infrabot.docker.registry.Credentials;
import io.infrabot.docker.registry.EngineReference;
import io.infrabot.events.NodeRegistered.Engine;
import io.infrabot.events.Platform;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An engine that has the images it is given, and a registry that has one more of each name. */
final class EngineInMemory implements ContainerEngine {

    private final Map<String, Image> images = new HashMap<>();
    private final Map<String, Image> registry = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private int pulls;

    void has(String name, String hex, @Nullable String platform) {
        images.put(name, image(hex, platform));
    }

    void registryHas(String name, String hex, @Nullable String platform) {
        registry.put(name, image(hex, platform));
    }

    /** Every name that was looked for. */
    List<String> asked() {
        return asked;
    }

    int pulls() {
        return pulls;
    }

    private static Image image(String hex, @Nullable String platform) {
        return new Image(
                "sha256:" + hex,
                List.of(),
                List.of(),
                1,
                List.of(),
                platform == null ? null : Platform.parse(platform).orElseThrow());
    }

    @Override
    public Engine identify() {
        return new Engine("e1", "engine", "20.10", "1.41");
    }

    /** A name first, then an id or the begin of one, as engines do. */
    @Override
    public Optional<Image> find(String reference) {
        asked.add(reference);
        var name = reference.contains(":") ? reference : reference + ":latest";
        var hex = reference.startsWith("sha256:") ? reference : "sha256:" + reference;
        return Optional.ofNullable(images.get(name))
                .or(() -> images.values().stream()
                        .filter(image -> image.id().startsWith(hex))
                        .findFirst());
    }

    @Override
    public Optional<Image> findLabelled(String label, String value) {
        return Optional.empty();
    }

    @Override
    public void pull(
            EngineReference image, @Nullable Platform platform, @Nullable Credentials credentials, EngineCall call) {
        pulls++;
        images.put(image.toString(), registry.get(image.toString()));
    }

    @Override
    public String push(EngineReference image, @Nullable Credentials credentials, EngineCall call) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void tag(String source, EngineReference target) {
        images.put(target.toString(), find(source).orElseThrow());
    }

    @Override
    public Built build(BuildSpec spec, EngineCall call) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void remove(String reference) {
        images.remove(reference);
    }
}
