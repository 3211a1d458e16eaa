package io.infrabot.session.rest;

import io.infrabot.session.decide.Fingerprint;
import io.infrabot.session.index.SessionIndex.Place;
import io.infrabot.session.problem.RequestFields;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A place in a list as callers carry it: opaque to them, and checked when it comes back. It says of which list it is, for
 * in another one it would be a place without meaning. It is not signed: whoever makes one up reaches a place in a list
 * that he may read anyway, and every instance would need the same secret.
 */
public final class Cursor {

    private Cursor() {}

    /** A place in a list; {@code list} names it with all that it was asked for. */
    public static String of(String list, Place place) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((Fingerprint.of(list) + "|" + place.createdAt() + "|" + place.id())
                        .getBytes(StandardCharsets.UTF_8));
    }

    /** Where the page begins; null for the first one. Refused where this service did not give it for this list. */
    public static @Nullable Place read(String list, @Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            var parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split("\\|", 3);
            if (parts.length == 3 && parts[0].equals(Fingerprint.of(list))) {
                return new Place(Instant.parse(parts[1]), parts[2]);
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            // answered below
        }
        throw RequestFields.wrong("cursor", "is not one that this service gave for this list");
    }
}
