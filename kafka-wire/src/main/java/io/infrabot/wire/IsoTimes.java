package io.infrabot.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.Function;

/** Times as texts and nothing else: RFC 3339 for instants, ISO 8601 for durations. A number could mean anything. */
final class IsoTimes extends SimpleModule {
    private static final long serialVersionUID = 1L;

    IsoTimes() {
        super("iso-times");
        addDeserializer(
                Instant.class,
                new FromText<>(Instant.class, text -> OffsetDateTime.parse(text).toInstant()));
        addDeserializer(Duration.class, new FromText<>(Duration.class, Duration::parse));
    }

    private static final class FromText<T> extends StdScalarDeserializer<T> {
        private static final long serialVersionUID = 1L;

        private final transient Function<String, T> reading;

        private FromText(Class<T> type, Function<String, T> reading) {
            super(type);
            this.reading = reading;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                throw MismatchedInputException.from(
                        parser, handledType(), "a time must be a text in the form of ISO 8601");
            }
            try {
                return reading.apply(parser.getText());
            } catch (DateTimeException | ArithmeticException e) {
                return context.reportInputMismatch(this, "'%s' is no time in the form of ISO 8601", parser.getText());
            }
        }
    }
}
