package io.infrabot.session.api;

import io.infrabot.session.list.SessionIndex.Place;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A place in a list as callers carry it: opaque to them, and checked when it comes back. It says of which list it is, for
 * in another one it would be a place without meaning. It is not signed: whoever makes one up reaches a place in a list
 * that he may read anyway, and every instance would need the same secret.
 */
final class Cursor {

    private static final int HASH_BYTES = 8;

    private Cursor() {}

    /** A place in a list; {@code list} names it with all that it was asked for. */
    static String of(String list, Place place) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        (hash(list) + "|" + place.createdAt() + "|" + place.id()).getBytes(StandardCharsets.UTF_8));
    }

    static @Nullable Place read(String list, @Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            var parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split("\\|", 3);
            if (parts.length == 3 && parts[0].equals(hash(list))) {
                return new Place(Instant.parse(parts[1]), parts[2]);
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            // answered below
        }
        throw Bodies.wrong("cursor", "is not one that this service gave for this list");
    }

    private static String hash(String list) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(list.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
