package io.infrabot.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.infrabot.cli.screen.Text;
import io.infrabot.probe.Engine;
import io.infrabot.probe.Registry;
import io.infrabot.probe.Registry.Manifest;
import java.io.IOException;

/** Asks the engine and the registry themselves whether a step did what InfraBot says. */
final class Checks {

    private final Engine engine;
    private final Registry registry;
    private final DemoImage image;

    Checks(Engine engine, Registry registry, DemoImage image) {
        this.engine = engine;
        this.registry = registry;
        this.image = image;
    }

    /** The engine has what was built: returns its image id. */
    String built() throws IOException, CheckFailed {
        var json = inEngine(image.name());
        int layers = json.path("RootFS").path("Layers").size();
        CheckFailed.unless(
                layers == BuildContext.LAYERS,
                "the engine's " + image.name() + " has " + layers + " layers, not " + BuildContext.LAYERS);
        CheckFailed.unless(
                json.path("Size").asLong() >= BuildContext.bytes(),
                "the engine's " + image.name() + " has only "
                        + json.path("Size").asLong() + " bytes");
        return idOf(json);
    }

    /** The registry holds exactly that image. */
    Manifest pushed(String imageId) throws IOException, CheckFailed {
        var manifest = registry.manifest(DemoImage.REPOSITORY, image.tag())
                .orElseThrow(() -> new CheckFailed("the registry has no " + image.name()));
        // the image id is the digest of its configuration, or of its manifest where the engine keeps images as
        // containerd does
        CheckFailed.unless(
                imageId.equals(manifest.configDigest()) || imageId.equals(manifest.digest()),
                "the registry holds another image than the engine built: " + manifest.configDigest() + " instead of "
                        + imageId);
        return manifest;
    }

    void removed(String imageId) throws IOException, CheckFailed {
        CheckFailed.unless(engine.image(image.name()).isEmpty(), "the engine still has " + image.name());
        CheckFailed.unless(engine.image(imageId).isEmpty(), "the engine still has " + imageId);
    }

    /** The engine has the same image again, and it came from the registry. */
    void pulled(String imageId, Manifest manifest) throws IOException, CheckFailed {
        var json = inEngine(image.name());
        same(imageId, json);
        var digests = json.path("RepoDigests").toString();
        CheckFailed.unless(
                digests.contains(manifest.digest()),
                "the engine does not hold the registry's " + manifest.digest() + " but " + digests);
    }

    void tagged(String imageId) throws IOException, CheckFailed {
        same(imageId, inEngine(image.otherName()));
    }

    static String sizeOf(Manifest manifest) {
        return manifest.layers() + " layers, " + Text.megabytes(manifest.layerBytes()) + " MB";
    }

    private JsonNode inEngine(String name) throws IOException, CheckFailed {
        return engine.image(name).orElseThrow(() -> new CheckFailed("the engine has no " + name));
    }

    private static void same(String imageId, JsonNode json) throws CheckFailed {
        CheckFailed.unless(
                imageId.equals(idOf(json)), "the engine has another image there: " + idOf(json) + ", not " + imageId);
    }

    private static String idOf(JsonNode image) {
        return image.path("Id").asText();
    }
}
