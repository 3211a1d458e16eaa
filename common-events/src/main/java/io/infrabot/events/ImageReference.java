package io.infrabot.events;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An image reference in the grammar of the distribution project ({@code reference.ParseNormalizedNamed}), R1.2.
 *
 * @param domain absent where the reference names none and the engine's default registry is meant
 */
public record ImageReference(
        @Nullable String domain,
        String path,
        @Nullable String tag,
        @Nullable String digest) {

    private static final int MAX_NAME = 255;
    private static final String PATH_COMPONENT = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
    private static final String DOMAIN_COMPONENT = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";
    private static final Pattern DOMAIN =
            Pattern.compile("(?:%1$s(?:\\.%1$s)*|\\[[0-9a-fA-F:]+])(?::[0-9]+)?".formatted(DOMAIN_COMPONENT));
    private static final Pattern PATH = Pattern.compile("%1$s(?:/%1$s)*".formatted(PATH_COMPONENT));
    private static final Pattern TAG = Pattern.compile("\\w[\\w.-]{0,127}");
    private static final Pattern DIGEST =
            Pattern.compile("[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}");
    private static final Pattern IDENTIFIER = Pattern.compile("[a-f0-9]{64}");
    /** Long enough for the longest name, tag and digest; anything longer is refused before a pattern runs. */
    private static final int MAX_TEXT = 640;

    /** Reads {@code text}; empty where the grammar refuses it. */
    public static Optional<ImageReference> parse(String text) {
        if (text.length() > MAX_TEXT || IDENTIFIER.matcher(text).matches()) {
            return Optional.empty();
        }
        var at = text.indexOf('@');
        var digest = at < 0 ? null : text.substring(at + 1);
        var named = at < 0 ? text : text.substring(0, at);
        var colon = named.lastIndexOf(':');
        var tagged = colon > named.lastIndexOf('/');
        var tag = tagged ? named.substring(colon + 1) : null;
        var name = tagged ? named.substring(0, colon) : named;
        var slash = name.indexOf('/');
        var first = slash < 0 ? "" : name.substring(0, slash);
        var domain = isDomain(first) ? first : null;
        var path = domain == null ? name : name.substring(slash + 1);
        var legal = name.length() <= MAX_NAME
                && (domain == null || DOMAIN.matcher(domain).matches())
                && PATH.matcher(path).matches()
                && (tag == null || TAG.matcher(tag).matches())
                && (digest == null || DIGEST.matcher(digest).matches());
        return legal ? Optional.of(new ImageReference(domain, path, tag, digest)) : Optional.empty();
    }

    private static boolean isDomain(String first) {
        return !first.isEmpty()
                && (first.contains(".")
                        || first.contains(":")
                        || first.equals("localhost")
                        || !first.equals(first.toLowerCase(Locale.ROOT)));
    }
}
