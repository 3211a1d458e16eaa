package io.infrabot.wire;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.infrabot.events.RecordTypes;
import io.infrabot.wire.Received.Known;
import io.infrabot.wire.Received.Reason;
import io.infrabot.wire.Received.Unreadable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Turns records into bytes and back. Never throws for what comes from outside: that becomes {@link Unreadable}. */
public final class RecordCodec {

    /** Of a request: its id and source are copied into facts and kept with sessions, and must not grow without bound. */
    private static final int MAX_ATTRIBUTE = 512;

    private RecordCodec() {}

    /**
     * The JSON of {@code record}; {@link #decode} and {@link #readOwn} can read it.
     *
     * @throws UncheckedIOException if it is too deep to be read again
     */
    public static byte[] encode(Object record) {
        try {
            return Json.tolerant().writeValueAsBytes(record);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("not writable as JSON: " + record.getClass(), e);
        }
    }

    /**
     * The record that {@link #encode} wrote, from a place only we write to.
     *
     * @throws UncheckedIOException if it is none, whoever damaged it
     */
    public static <T> T decode(byte[] json, Class<T> type) {
        try {
            return complete(own(json, type));
        } catch (IOException e) {
            throw new UncheckedIOException("not a " + type.getSimpleName() + " that we wrote", e);
        }
    }

    private static <T> @Nullable T own(byte[] json, Class<T> type) throws IOException {
        try {
            return Json.tolerant().readValue(json, type);
        } catch (JsonProcessingException e) {
            // What we wrote until 2026-11 has characters beyond the first plane as two escapes. In the name of a field
            // Jackson reads those from text, and not from bytes.
            var text = new String(json, StandardCharsets.UTF_8);
            if (text.contains("\\u") && Arrays.equals(json, text.getBytes(StandardCharsets.UTF_8))) {
                return Json.tolerant().readValue(text, type);
            }
            throw e;
        }
    }

    private static <T> T complete(@Nullable T record) throws IOException {
        if (record == null) {
            throw new IOException("the value is null");
        }
        var missing = RecordShape.firstMissing(record);
        if (missing.isPresent()) {
            throw new IOException(missing.get() + " is missing");
        }
        return record;
    }

    /** Reads a record that anybody may have written, within the bounds of a door. */
    public static Received read(Headers headers, byte @Nullable [] value) {
        return read(headers, value, RecordCodec::foreign, MAX_ATTRIBUTE);
    }

    /**
     * Reads a record of a topic that only our own services write to, whoever else may have. What they wrote was let in
     * through a door once and has grown since: its bounds are wider than any door's.
     */
    public static Received readOwn(Headers headers, byte @Nullable [] value) {
        return read(headers, value, RecordCodec::own, Integer.MAX_VALUE);
    }

    /** Reads JSON as a record. */
    private interface Reading {
        @Nullable
        Object of(byte[] json, Class<?> type) throws IOException;
    }

    private static @Nullable Object foreign(byte[] json, Class<?> type) throws IOException {
        return Json.foreign().readValue(json, type);
    }

    private static Received read(Headers headers, byte @Nullable [] value, Reading reading, int longest) {
        var spec = text(headers, io.infrabot.events.Headers.SPEC_VERSION);
        var id = text(headers, io.infrabot.events.Headers.ID);
        var type = text(headers, io.infrabot.events.Headers.TYPE);
        var source = text(headers, io.infrabot.events.Headers.SOURCE);
        if (spec == null || id == null || id.isEmpty() || type == null || source == null || source.isEmpty()) {
            return new Unreadable(
                    Reason.NOT_A_CLOUD_EVENT, "the headers ce_specversion, ce_id, ce_type and ce_source are required");
        }
        if (!spec.startsWith("1.")) {
            return new Unreadable(Reason.NOT_A_CLOUD_EVENT, "ce_specversion must be 1.0, but is '" + spec + "'");
        }
        if (id.length() > longest || source.length() > longest) {
            return new Unreadable(
                    Reason.NOT_A_CLOUD_EVENT, "ce_id and ce_source may have " + longest + " characters each");
        }
        var recordType = RecordTypes.all().get(type);
        if (recordType == null) {
            return new Unreadable(Reason.UNKNOWN_TYPE, "no record type is named '" + type + "'");
        }
        var time = timeOf(text(headers, io.infrabot.events.Headers.TIME));
        if (time == null) {
            return new Unreadable(Reason.NOT_A_CLOUD_EVENT, "ce_time must be a time as in RFC 3339");
        }
        var envelope = new Envelope(
                id,
                source,
                time,
                text(headers, io.infrabot.events.Headers.SUBJECT),
                text(headers, io.infrabot.events.Headers.IDEMPOTENCY_KEY),
                text(headers, io.infrabot.events.Headers.CAUSE),
                text(headers, io.infrabot.events.Headers.PRINCIPAL));
        return read(value, recordType, envelope, reading);
    }

    /** The text of one header, or null where it is absent. */
    public static @Nullable String text(Headers headers, String name) {
        var header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static Received read(byte @Nullable [] value, Class<?> recordType, Envelope envelope, Reading reading) {
        if (value == null) {
            return new Unreadable(Reason.NOT_JSON, "the record has no value");
        }
        try {
            var record = reading.of(value, recordType);
            if (record == null) {
                return new Unreadable(Reason.RECORD_INVALID, "the value is null");
            }
            return RecordShape.firstMissing(record)
                    .<Received>map(path -> new Unreadable(Reason.RECORD_INVALID, path + " is missing"))
                    .orElse(new Known(record, envelope));
        } catch (JsonParseException e) {
            return new Unreadable(Reason.NOT_JSON, e.getOriginalMessage());
        } catch (JsonProcessingException e) {
            return new Unreadable(Reason.RECORD_INVALID, e.getOriginalMessage());
        } catch (IOException e) {
            return new Unreadable(Reason.NOT_JSON, "the value cannot be read as UTF-8 JSON");
        }
    }

    private static @Nullable Instant timeOf(@Nullable String text) {
        try {
            return text == null ? null : IsoTimes.instant(text);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
