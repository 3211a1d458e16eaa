package io.infrabot.events;

import static io.infrabot.events.RecordJson.JSON;
import static io.infrabot.events.RecordJson.classOf;
import static io.infrabot.events.RecordJson.golden;
import static io.infrabot.events.RecordJson.read;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each record looks like on the wire is promised to everybody; these files are the promise. */
class RecordJsonContractTest {

    static Stream<String> types() {
        return RecordTypes.all().keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("types")
    void readingAndWritingBackGivesTheSameJson(String type) throws IOException {
        var json = golden(type);

        var written = JSON.readTree(JSON.writeValueAsBytes(read(type, json)));

        assertThat(written.equals(json)).as("%s%nis not%n%s", written, json).isTrue();
    }

    @ParameterizedTest
    @MethodSource("types")
    void readingWhatWasWrittenGivesAnEqualRecord(String type) throws IOException {
        var record = read(type, golden(type));

        assertThat(read(type, JSON.valueToTree(record))).isEqualTo(record);
    }

    @ParameterizedTest
    @MethodSource("types")
    void theGoldenFileFillsEveryFieldAndNoOther(String type) throws IOException {
        var json = golden(type);

        var components = classOf(type).getRecordComponents();

        assertThat(json.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(components).map(c -> c.getName()).toList());
    }

    @ParameterizedTest
    @MethodSource("types")
    void aFieldThatTheReaderDoesNotKnowIsIgnored(String type) throws IOException {
        var json = golden(type);
        ObjectNode extended = json.deepCopy();
        extended.put("addedInVersion9", true).putObject("andThis").put("deep", 1);

        assertThat(read(type, extended)).isEqualTo(read(type, json));
    }

    @ParameterizedTest
    @MethodSource("types")
    void theTypeStandsInTheHeaderOnly(String type) throws IOException {
        assertThat(new String(JSON.writeValueAsBytes(read(type, golden(type))), UTF_8))
                .doesNotContain(type, "@class", "@type");
    }
}
