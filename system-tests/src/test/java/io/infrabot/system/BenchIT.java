package io.infrabot.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.infrabot.bench.run.Main;
import io.infrabot.wire.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The smallest run of {@code ./infrabot bench}: that it measures, not what. */
class BenchIT {

    @Test
    void aBenchmarkMeasuresInfraBotBesideItsPeerAndWritesBothDown(@TempDir Path folder) throws IOException {
        var json = folder.resolve("bench.json");
        var arguments = List.of("e2e-noop", "--rounds", "1", "--seconds", "1", "--warm-up", "1");
        var command = new ArrayList<>(arguments);
        command.addAll(List.of("--json", json.toString(), "--home", folder.toString()));
        command.addAll(List.of("--folder", folder.resolve("bench").toString()));

        // a machine that is too busy to keep the rate up says so by 1: that is a timing, and none is judged here
        assertThat(new CommandLine(new Main()).execute(command.toArray(String[]::new)))
                .isIn(0, 1);

        var report = Json.tolerant().readTree(json.toFile());
        assertThat(report.path("quotable").asBoolean()).isFalse();
        assertThat(report.path("rows")).hasSize(1);
        var row = report.path("rows").get(0);
        assertThat(row.path("outcome").asText()).as(row.toString()).isEqualTo("measured");
        assertThat(row.path("scores"))
                .isNotEmpty()
                .allMatch(score -> score.path("median").asDouble() > 0);
        assertThat(counted(row, "InfraBot completed")).isPositive();
        assertThat(counted(row, "bare, 3 hops completed")).isPositive();
        assertThat(folder.resolve("bench").resolve("e2e-noop")).doesNotExist();
    }

    private static long counted(JsonNode row, String subject) {
        for (var series : row.path("latenciesMicros")) {
            if (series.path("subject").asText().equals(subject)
                    && series.path("state").asText().equals("WARM")) {
                return series.path("n").asLong();
            }
        }
        return 0;
    }
}
