package io.infrabot.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.infrabot.cli.rest.Json;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostFactsTest {

    private static final HostFacts FACTS = new HostFacts("6.1.0-18-amd64", 2);

    @Test
    void theyComeFromProc() throws IOException {
        var facts = HostFacts.of(Path.of("/proc"));

        assertThat(facts.kernel()).isEqualTo(System.getProperty("os.version"));
        assertThat(facts.cores()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kernel\":\"6.1.0-18-amd64\",\"cores\":2}",
                "{\"os\":{\"kernel\":{\"release\":\"6.1.0-18-amd64\"}},\"cpu\":{\"count\":2,\"load\":0.5}}",
                "{\"facts\":[{\"text\":\"Linux 6.1.0-18-amd64\"},{\"processors\":2}]}"
            })
    void theSameFactsInAnyShapeAreTheSame(String result) {
        assertThatCode(() -> FACTS.compareWith(Json.read(result))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"kernel\":\"6.1.0-18-amd64\"}",
                "{\"kernel\":\"6.1.0-18-amd64\",\"cores\":3}",
                "{\"kernel\":\"6.1.0-18-amd64\",\"disks\":2}",
                "{\"kernel\":\"5.10\",\"cores\":2}"
            })
    void otherFactsAreCaught(String result) {
        assertThatThrownBy(() -> FACTS.compareWith(Json.read(result))).isInstanceOf(CheckFailed.class);
    }
}
