package io.infrabot.events;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an image runs on, as engines write it: {@code linux/amd64}, {@code linux/arm/v7}. Two names of one thing become
 * one: {@code linux/x86_64} is {@code linux/amd64}.
 *
 * @param variant absent where it is the usual one of its architecture
 */
public record Platform(
        String os, String architecture, @Nullable String variant) {

    private static final Pattern GRAMMAR =
            Pattern.compile("([a-z0-9_-]{1,64})/([a-z0-9_-]{1,64})(?:/([a-z0-9_-]{1,64}))?");
    private static final Pattern LEVEL = Pattern.compile("v?([0-9]{1,3})");
    private static final Map<String, String> OS_NAMES = Map.of("macos", "darwin");
    private static final Map<String, String> ARCHITECTURES = Map.of(
            "x86_64", "amd64",
            "x86-64", "amd64",
            "aarch64", "arm64",
            "i386", "386",
            "armhf", "arm",
            "armel", "arm");
    /** What an architecture's variant is where none is named. */
    private static final Map<String, Integer> USUAL_LEVELS = Map.of("amd64", 1, "arm", 7, "arm64", 8);

    private static final int ARMEL = 6;

    public Platform {
        var given = architecture;
        os = OS_NAMES.getOrDefault(os, os);
        architecture = ARCHITECTURES.getOrDefault(given, given);
        variant = usual(architecture, variant == null && given.equals("armel") ? "v" + ARMEL : variant);
    }

    /** Reads {@code os/architecture} or {@code os/architecture/variant}, in lower case; empty for anything else. */
    public static Optional<Platform> parse(String text) {
        var parts = GRAMMAR.matcher(text);
        return parts.matches()
                ? Optional.of(new Platform(parts.group(1), parts.group(2), parts.group(3)))
                : Optional.empty();
    }

    /** What an engine says of an image; empty where it says nothing. */
    public static Optional<Platform> of(@Nullable String os, @Nullable String architecture, @Nullable String variant) {
        return os == null || os.isBlank() || architecture == null || architecture.isBlank()
                ? Optional.empty()
                : Optional.of(
                        new Platform(os.toLowerCase(Locale.ROOT), architecture.toLowerCase(Locale.ROOT), variant));
    }

    /**
     * Whether an image for {@code image} is what somebody wants who asks for this one. An older variant of the same
     * architecture is: registries have {@code arm/v6} for {@code arm/v7}, and engines take it.
     */
    public boolean runs(Platform image) {
        if (!os.equals(image.os) || !architecture.equals(image.architecture)) {
            return false;
        }
        var mine = level();
        var other = image.level();
        return (mine == null || other == null) ? Objects.equals(variant, image.variant) : other <= mine;
    }

    private @Nullable Integer level() {
        if (variant == null) {
            return USUAL_LEVELS.get(architecture);
        }
        var level = LEVEL.matcher(variant);
        return level.matches() ? Integer.valueOf(level.group(1)) : null;
    }

    private static @Nullable String usual(String architecture, @Nullable String variant) {
        if (variant == null || variant.isBlank()) {
            return null;
        }
        var usual = USUAL_LEVELS.get(architecture);
        return (usual != null && (variant.equals("v" + usual) || variant.equals("" + usual))) ? null : variant;
    }

    /** As engines write it; the usual variant is left out. */
    @Override
    public String toString() {
        return os + "/" + architecture + (variant == null ? "" : "/" + variant);
    }
}
