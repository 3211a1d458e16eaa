package io.infrabot.docker.engine;

import io.infrabot.docker.engine.EngineMessage.LayerMoved;
import io.infrabot.docker.engine.EngineMessage.Line;
import io.infrabot.docker.registry.Credentials;
import io.infrabot.docker.registry.EngineReference;
import io.infrabot.events.ErrorCode;
import io.infrabot.events.NodeRegistered.Engine;
import io.infrabot.events.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An engine in memory, for tests of what stands on the ports. It passes {@link ContainerEngineContract}. */
public final class FakeEngine implements EngineInfo, Images {

    private static final String HERE = "linux/amd64";

    private final Map<String, Image> images = new HashMap<>();
    private final Map<String, String> labelled = new HashMap<>();
    private final FakeRegistry registry = new FakeRegistry();
    private final List<String> asked = new ArrayList<>();
    private int pulls;

    /** Gives it an image; {@code platform} null: it does not say. */
    public void has(String name, String hex, @Nullable String platform) {
        images.put(name, image("sha256:" + hex, platform));
    }

    /** Gives the image's registry one of that name. */
    public void registryHas(String name, String hex, @Nullable String platform) {
        registry.put(name, image("sha256:" + hex, platform));
    }

    /** Every name that was looked for. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    public int pulls() {
        return pulls;
    }

    FakeRegistry registry() {
        return registry;
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
        return Optional.ofNullable(labelled.get(label + "=" + value)).flatMap(this::find);
    }

    /** Takes what the registry has, whatever platform is asked for, as engines do. */
    @Override
    public void pull(
            EngineReference image, @Nullable Platform platform, @Nullable Credentials credentials, EngineCall call)
            throws EngineException, InterruptedException {
        checkInterrupted();
        pulls++;
        var found = registry.get(image);
        for (var layer : found.layers()) {
            move(call, layer, "Downloading");
            move(call, layer, "Pull complete");
        }
        images.put(image.toString(), found);
    }

    @Override
    public String push(EngineReference image, @Nullable Credentials credentials, EngineCall call)
            throws EngineException, InterruptedException {
        checkInterrupted();
        var here = images.get(image.toString());
        if (here == null) {
            throw new EngineException(ErrorCode.DOCKER_IMAGE_NOT_FOUND, image + " is not here");
        }
        registry.reach(image);
        here.layers().forEach(layer -> move(call, layer, "Pushed"));
        var digest = hashOf("manifest of " + here.id());
        var pushed = withDigest(here, image.name() + "@" + digest);
        images.put(image.toString(), pushed);
        registry.put(image.toString(), pushed);
        registry.put(image.name() + "@" + digest, pushed);
        return digest;
    }

    @Override
    public void tag(String source, EngineReference target) throws EngineException {
        images.put(
                target.toString(),
                find(source)
                        .orElseThrow(() ->
                                new EngineException(ErrorCode.DOCKER_IMAGE_NOT_FOUND, "no such image: " + source)));
    }

    /** Takes no step, but makes an image of what the context holds. */
    @Override
    public Built build(BuildSpec spec, EngineCall call) throws EngineException, InterruptedException {
        checkInterrupted();
        try (var files = Files.walk(spec.context())) {
            var content = new StringBuilder();
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                content.append(file).append(HexFormat.of().formatHex(Files.readAllBytes(file)));
            }
            var steps = Files.readAllLines(spec.context().resolve(spec.dockerfile()));
            for (int i = 0; i < steps.size(); i++) {
                call.receive(new Line("Step %d/%d : %s".formatted(i + 1, steps.size(), steps.get(i))));
            }
            var image = image(hashOf(content.toString()), HERE);
            images.put(spec.tag().toString(), image);
            spec.labels().forEach((label, value) -> labelled.put(label + "=" + value, image.id()));
            return new Built(image.id(), List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void remove(String reference) {
        images.remove(reference);
    }

    private static void move(EngineCall call, String layer, String status) {
        call.receive(new LayerMoved(layer, status, null, null));
    }

    private static Image image(String id, @Nullable String platform) {
        return new Image(
                id,
                List.of(),
                List.of(),
                1,
                List.of(hashOf("layer of " + id)),
                platform == null ? null : Platform.parse(platform).orElseThrow());
    }

    private static Image withDigest(Image image, String digest) {
        var digests = Stream.concat(image.digests().stream(), Stream.of(digest)).distinct();
        return new Image(
                image.id(), image.tags(), digests.toList(), image.sizeBytes(), image.layers(), image.platform());
    }

    /** As a real call, which blocks: whoever is interrupted does not begin one. */
    private static void checkInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private static String hashOf(String text) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
