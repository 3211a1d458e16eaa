package io.infrabot.session.decide;

import io.infrabot.events.Report;
import io.infrabot.events.Request;
import io.infrabot.events.SessionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A record that the writer has to make something of. */
public sealed interface Input {

    /** The {@code ce_source} of what comes by REST. */
    String FRONT_DOOR = "/gateway";

    Origin origin();

    SessionId sessionId();

    /** Somebody asks. */
    record Asked(Request request, Origin origin) implements Input {
        @Override
        public SessionId sessionId() {
            return request.sessionId();
        }
    }

    /** A node tells. */
    record Reported(Report report, Origin origin) implements Input {
        @Override
        public SessionId sessionId() {
            return report.sessionId();
        }
    }

    /**
     * Where the record stands and who wrote it.
     *
     * @param at     the broker's time of the record: all time that decides anything
     * @param source the publisher's {@code ce_source}
     * @param id     the publisher's {@code ce_id}
     * @param principal who asked; null for what nobody asked for: reports and timers
     */
    record Origin(
            String topic,
            int partition,
            long offset,
            Instant at,
            String source,
            String id,
            @Nullable String principal) {

        /** Of what nobody asked for. */
        public Origin(String topic, int partition, long offset, Instant at, String source, String id) {
            this(topic, partition, offset, at, source, id, null);
        }

        /** What a repeat of the same request has in common with it. */
        public String requestId() {
            return source + "|" + id;
        }

        /** Names the record for people: {@code topic-partition@offset}. */
        public String position() {
            return topic + "-" + partition + "@" + offset;
        }

        /** Reads what {@link #position} wrote; null where the text is none. */
        public static @Nullable Origin ofPosition(String text, Instant at) {
            var dash = text.lastIndexOf('-', Math.max(0, text.lastIndexOf('@')));
            var sign = text.lastIndexOf('@');
            if (dash < 1 || sign < dash) {
                return null;
            }
            try {
                return new Origin(
                        text.substring(0, dash),
                        Integer.parseInt(text.substring(dash + 1, sign)),
                        Long.parseLong(text.substring(sign + 1)),
                        at,
                        "",
                        "");
            } catch (NumberFormatException e) {
                return null;
            }
        }
    }
}
