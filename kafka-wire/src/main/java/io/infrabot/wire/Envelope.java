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
 */
public record Envelope(
        String id,
        String source,
        Instant time,
        @Nullable String subject,
        @Nullable String idempotencyKey,
        @Nullable String cause) {

    /** With the number of a fact after it, an id is still well below what {@link RecordCodec} reads. */
    private static final TextBounds NAME = new TextBounds(1, 480, TextBounds.Controls.NONE);

    public static Envelope of(String id, String source, Instant time) {
        return new Envelope(id, source, time, null, null, null);
    }

    public Envelope about(Object subject) {
        return new Envelope(id, source, time, subject.toString(), idempotencyKey, cause);
    }

    public Envelope under(@Nullable String key) {
        return new Envelope(id, source, time, subject, key, cause);
    }

    public Envelope causedBy(@Nullable String cause) {
        return new Envelope(id, source, time, subject, idempotencyKey, cause);
    }

    /**
     * Why nothing may follow from a record in this envelope, or null: its id becomes the beginning of the ids of facts,
     * and with its source it tells a repeat from another request.
     */
    public @Nullable String complaint() {
        var ofId = complaintAbout(id);
        var ofSource = complaintAbout(source);
        return ofId != null ? Headers.ID + " " + ofId : ofSource != null ? Headers.SOURCE + " " + ofSource : null;
    }

    /** Two texts that are no UTF-8 may look the same once they are read. */
    private static @Nullable String complaintAbout(String name) {
        return name.indexOf('\uFFFD') >= 0 ? "must be UTF-8" : NAME.complaintAbout(name);
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
        texts.put(Headers.CONTENT_TYPE, "application/json");
        return texts;
    }

    private static void putIfPresent(Map<String, String> texts, String name, @Nullable String value) {
        if (value != null) {
            texts.put(name, value);
        }
    }
}
