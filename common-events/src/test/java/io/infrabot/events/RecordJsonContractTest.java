package io.infrabot.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each record looks like on the wire is promised to everybody; these files are the promise. */
class RecordJsonContractTest {

    /** Configured like the mapper of kafka-wire, which this module does not know. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .build();

    static Stream<String> types() {
        return RecordTypes.all().keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("types")
    void readingAndWritingBackGivesTheSameJson(String type) throws IOException {
        var golden = JSON.readTree(GoldenFiles.bytesOf(type));

        var written = JSON.readTree(JSON.writeValueAsBytes(read(type, golden)));

        assertThat(written.equals(golden)).as("%s%nis not%n%s", written, golden).isTrue();
    }

    @ParameterizedTest
    @MethodSource("types")
    void readingWhatWasWrittenGivesAnEqualRecord(String type) throws IOException {
        var record = read(type, JSON.readTree(GoldenFiles.bytesOf(type)));

        assertThat(read(type, JSON.valueToTree(record))).isEqualTo(record);
    }

    @ParameterizedTest
    @MethodSource("types")
    void theGoldenFileFillsEveryFieldAndNoOther(String type) throws IOException {
        var golden = JSON.readTree(GoldenFiles.bytesOf(type));

        var components = classOf(type).getRecordComponents();

        assertThat(golden.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(components).map(c -> c.getName()).toList());
    }

    @ParameterizedTest
    @MethodSource("types")
    void aFieldThatTheReaderDoesNotKnowIsIgnored(String type) throws IOException {
        var golden = JSON.readTree(GoldenFiles.bytesOf(type));
        ObjectNode extended = golden.deepCopy();
        extended.put("addedInVersion9", true).putObject("andThis").put("deep", 1);

        assertThat(read(type, extended)).isEqualTo(read(type, golden));
    }

    @ParameterizedTest
    @MethodSource("types")
    void theTypeStandsInTheHeaderOnly(String type) throws IOException {
        assertThat(new String(JSON.writeValueAsBytes(read(type, JSON.readTree(GoldenFiles.bytesOf(type)))), UTF_8))
                .doesNotContain(type, "@class", "@type");
    }

    @Test
    void aBeatOfAnEarlierVersionIsOneOfANodeThatStays() throws IOException {
        try (var file = RecordJsonContractTest.class.getResourceAsStream("/earlier/io.infrabot.node.beat.v1.json")) {
            var beat = JSON.readValue(file, Beat.class);

            assertThat(beat.leaving()).isFalse();
            assertThat(beat.runs()).hasSize(1);
        }
    }

    private static Object read(String type, JsonNode json) throws IOException {
        return JSON.treeToValue(json, classOf(type));
    }

    private static Class<?> classOf(String type) {
        return Objects.requireNonNull(RecordTypes.all().get(type), type);
    }
}
