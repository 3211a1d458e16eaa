package io.infrabot.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MutableCoercionConfig;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.List;

/**
 * The readings of JSON: tolerant of what it does not know, for records; strict, for what people ask.
 *
 * <p>What our own services wrote is read within bounds that no door ever had: what was let in through a door is wrapped
 * in facts, in the ledger and in lists, and each of them must be readable for as long as the history stands.
 */
public final class Json {

    /** A door refuses deeper nesting (S42): no honest request needs it, and it costs stack. */
    private static final int MAX_DEPTH = 100;

    private static final StreamReadConstraints AT_THE_DOOR = StreamReadConstraints.builder()
            .maxNestingDepth(MAX_DEPTH)
            .maxStringLength(1_048_576)
            .maxNumberLength(100)
            .build();

    /** For reading and for writing: nothing is written that could not be read again. Costs no more stack than there is. */
    private static final int MAX_OWN_DEPTH = 500;

    /** Texts and names end with their record, which is in memory already. */
    private static final StreamReadConstraints OF_OUR_OWN = StreamReadConstraints.builder()
            .maxNestingDepth(MAX_OWN_DEPTH)
            .maxStringLength(Integer.MAX_VALUE)
            .maxNameLength(Integer.MAX_VALUE)
            .maxNumberLength(10_000)
            .build();

    private static final ObjectMapper TOLERANT = base(JsonFactory.builder()
                    .streamReadConstraints(OF_OUR_OWN)
                    .streamWriteConstraints(StreamWriteConstraints.builder()
                            .maxNestingDepth(MAX_OWN_DEPTH)
                            .build())
                    .build())
            .build();

    private static final ObjectMapper FOREIGN = base(atTheDoor()).build();

    private static final ObjectMapper STRICT = base(atTheDoor())
            .enable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(com.fasterxml.jackson.databind.MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Json() {}

    /** Ignores unknown fields; for what our own services wrote, whose bounds are wider than those of any door. Thread-safe. */
    public static ObjectMapper tolerant() {
        return TOLERANT;
    }

    /** As {@link #tolerant}, within the bounds of a door: for records that anybody may have written. Thread-safe. */
    static ObjectMapper foreign() {
        return FOREIGN;
    }

    /** Refuses unknown and repeated fields, trailing text, and texts where numbers belong. Thread-safe. */
    public static ObjectMapper strict() {
        return STRICT;
    }

    private static JsonFactory atTheDoor() {
        return JsonFactory.builder().streamReadConstraints(AT_THE_DOOR).build();
    }

    private static JsonMapper.Builder base(JsonFactory factory) {
        return JsonMapper.builder(factory)
                .addModule(new JavaTimeModule())
                .addModule(new IsoTimes())
                // as two escapes, a pair in the name of a field could be written and not read
                .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .withCoercionConfig(LogicalType.Textual, Json::onlyTexts)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE);
    }

    private static void onlyTexts(MutableCoercionConfig texts) {
        for (var shape : List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)) {
            texts.setCoercion(shape, CoercionAction.Fail);
        }
    }
}
