package io.infrabot.wire;

import io.infrabot.events.Headers;
import io.infrabot.events.RecordTypes;
import io.infrabot.events.bounds.TextBounds;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What stands around a record: the CloudEvents attributes that InfraBot uses.
 *
 * @param id      unique within {@code source}; derived from the cause, so that a repeat has the same
 * @param source  who says it, for example {@code /gateway/session-1}
 * @param subject the operation id, where the record is about one
 * @param cause   the record that led to this one, as {@code topic-partition@offset}
 * @param principal who asked for what the record says, or for what led to it; null where nobody says so
 */
public record Envelope(
        String id,
        String source,
        Instant time,
        @Nullable String subject,
        @Nullable String idempotencyKey,
        @Nullable String cause,
        @Nullable String principal) {

    /** Who asks without having logged in. */
    public static final String ANONYMOUS = "anonymous";

    /** With the number of a fact after it, an id is still well below what {@link RecordCodec} reads. */
    private static final TextBounds NAME = new TextBounds(1, 480, TextBounds.Controls.NONE);

    private static final TextBounds PRINCIPAL = new TextBounds(1, 256, TextBounds.Controls.NONE);

    public static Envelope of(String id, String source, Instant time) {
        return new Envelope(id, source, time, null, null, null, null);
    }

    public Envelope about(Object subject) {
        return new Envelope(id, source, time, subject.toString(), idempotencyKey, cause, principal);
    }

    public Envelope under(@Nullable String key) {
        return new Envelope(id, source, time, subject, key, cause, principal);
    }

    public Envelope causedBy(@Nullable String cause) {
        return new Envelope(id, source, time, subject, idempotencyKey, cause, principal);
    }

    public Envelope askedBy(@Nullable String principal) {
        return new Envelope(id, source, time, subject, idempotencyKey, cause, principal);
    }

    /**
     * Why nothing may follow from a record in this envelope, or null: its id becomes the beginning of the ids of facts,
     * with its source it tells a repeat from another request, and its principal is kept with the facts.
     */
    public @Nullable String complaint() {
        var ofId = complaintAbout(id);
        var ofSource = complaintAbout(source);
        if (ofId != null) {
            return Headers.ID + " " + ofId;
        }
        if (ofSource != null) {
            return Headers.SOURCE + " " + ofSource;
        }
        var ofPrincipal = principal == null ? null : complaintAbout(principal, PRINCIPAL);
        return ofPrincipal == null ? null : Headers.PRINCIPAL + " " + ofPrincipal;
    }

    /** Two texts that are no UTF-8 may look the same once they are read. */
    private static @Nullable String complaintAbout(String name) {
        return complaintAbout(name, NAME);
    }

    private static @Nullable String complaintAbout(String name, TextBounds bounds) {
        return name.indexOf('\uFFFD') >= 0 ? "must be UTF-8" : bounds.complaintAbout(name);
    }

    /** The record headers for {@code record} in this envelope. */
    public RecordHeaders headersFor(Object record) {
        var headers = new RecordHeaders();
        textsFor(record).forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
        return headers;
    }

    /** The same headers as texts, in the order in which they are written. */
    public Map<String, String> textsFor(Object record) {
        var texts = new LinkedHashMap<String, String>();
        texts.put(Headers.SPEC_VERSION, "1.0");
        texts.put(Headers.ID, id);
        texts.put(Headers.TYPE, RecordTypes.typeOf(record));
        texts.put(Headers.SOURCE, source);
        texts.put(Headers.TIME, time.toString());
        putIfPresent(texts, Headers.SUBJECT, subject);
        putIfPresent(texts, Headers.IDEMPOTENCY_KEY, idempotencyKey);
        putIfPresent(texts, Headers.CAUSE, cause);
        putIfPresent(texts, Headers.PRINCIPAL, principal);
        texts.put(Headers.CONTENT_TYPE, "application/json");
        return texts;
    }

    private static void putIfPresent(Map<String, String> texts, String name, @Nullable String value) {
        if (value != null) {
            texts.put(name, value);
        }
    }
}
