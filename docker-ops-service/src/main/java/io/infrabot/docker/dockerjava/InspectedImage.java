package io.infrabot.docker.dockerjava;

import com.github.dockerjava.api.command.InspectImageResponse;
import io.infrabot.docker.engine.Image;
import io.infrabot.events.Platform;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what an engine says of one image. */
final class InspectedImage {

    private InspectedImage() {}

    static Image of(InspectImageResponse found) {
        var layers = found.getRootFS() == null ? null : found.getRootFS().getLayers();
        return new Image(
                String.valueOf(found.getId()),
                orEmpty(found.getRepoTags()),
                orEmpty(found.getRepoDigests()),
                found.getSize() == null ? 0 : found.getSize(),
                orEmpty(layers),
                platformOf(found));
    }

    /** Engines that keep several platforms under one name describe one of them here: that is no answer. */
    private static @Nullable Platform platformOf(InspectImageResponse found) {
        var more = found.getRawValues() == null ? Map.<String, Object>of() : found.getRawValues();
        if (more.get("Descriptor") instanceof Map<?, ?> descriptor && isOfSeveral(descriptor.get("mediaType"))) {
            return null;
        }
        var variant = more.get("Variant") instanceof String text ? text : null;
        return Platform.of(found.getOs(), found.getArch(), variant).orElse(null);
    }

    private static boolean isOfSeveral(@Nullable Object mediaType) {
        return mediaType instanceof String type && (type.contains("image.index") || type.contains("manifest.list"));
    }

    private static List<String> orEmpty(@Nullable List<String> list) {
        return list == null ? List.of() : list;
    }
}
