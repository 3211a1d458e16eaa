package io.infrabot.docker.registry;

import io.infrabot.events.ErrorCode;
import io.infrabot.tools.ToolFailure;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of an image.
 *
 * @param name   repository, with its registry where one was given: {@code registry.local:5000/team/app}
 * @param tag    null where a digest is given
 * @param digest {@code sha256:…}
 */
public record ImageReference(
        String name, @Nullable String tag, @Nullable String digest) {

    private static final String HUB = "docker.io";
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]+(:[0-9]{1,5})?|\\[[0-9a-fA-F:]+](:[0-9]{1,5})?");
    private static final Pattern PATH =
            Pattern.compile("[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*");
    private static final Pattern TAG = Pattern.compile("[\\w][\\w.-]{0,127}");
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

    /**
     * Reads a reference as Docker does.
     *
     * @throws ToolFailure with {@code IMAGE_REFERENCE_INVALID} if it is none
     */
    public static ImageReference parse(String text) throws ToolFailure {
        var at = text.indexOf('@');
        var digest = at < 0 ? null : text.substring(at + 1);
        var rest = at < 0 ? text : text.substring(0, at);
        var colon = rest.indexOf(':', rest.lastIndexOf('/') + 1);
        var tag = colon < 0 ? null : rest.substring(colon + 1);
        var name = colon < 0 ? rest : rest.substring(0, colon);
        var host = hostOf(name);
        var path = host == null ? name : name.substring(host.length() + 1);
        if (text.length() > 512
                || (host != null && !HOST.matcher(host).matches())
                || !PATH.matcher(path).matches()
                || (tag != null && !TAG.matcher(tag).matches())
                || (digest != null && !DIGEST.matcher(digest).matches())) {
            throw new ToolFailure(ErrorCode.IMAGE_REFERENCE_INVALID, "'" + text + "' is no image reference");
        }
        var latest = tag == null && digest == null ? "latest" : tag;
        return new ImageReference(name, digest == null ? latest : null, digest);
    }

    /** Where the image lives; {@code docker.io} where the name does not say. */
    public String registry() {
        var host = hostOf(name);
        return host == null ? HUB : host;
    }

    /** What the engine's API calls the tag: tag or digest. */
    public String tagOrDigest() {
        if (digest != null) {
            return digest;
        }
        return tag == null ? "latest" : tag;
    }

    @Override
    public String toString() {
        return digest == null ? name + ":" + tagOrDigest() : name + "@" + digest;
    }

    private static @Nullable String hostOf(String name) {
        var slash = name.indexOf('/');
        if (slash < 0) {
            return null;
        }
        var first = name.substring(0, slash);
        return first.contains(".") || first.contains(":") || first.equals("localhost") ? first : null;
    }
}
