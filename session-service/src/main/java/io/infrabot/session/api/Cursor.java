package io.infrabot.session.api;

import io.infrabot.session.list.SessionIndex.Place;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A place in a list as callers carry it: opaque to them, and checked when it comes back. */
final class Cursor {

    private Cursor() {}

    static String of(Place place) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((place.createdAt() + "|" + place.id()).getBytes(StandardCharsets.UTF_8));
    }

    static @Nullable Place read(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            var parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split("\\|", 2);
            return new Place(Instant.parse(parts[0]), parts[1]);
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
            throw new Refused(Problem.of(400, "REQUEST_INVALID", "cursor is not one that this service gave"));
        }
    }
}
