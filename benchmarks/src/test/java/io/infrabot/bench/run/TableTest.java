package io.infrabot.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.bench.measure.Pace;
import io.infrabot.bench.result.Outcome;
import io.infrabot.bench.result.Outcome.Measured;
import io.infrabot.bench.result.Score;
import io.infrabot.bench.result.Series;
import io.infrabot.bench.result.Target;
import io.infrabot.wire.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableTest {

    private static final Machine MACHINE =
            new Machine("a processor", 2, 1024, "an OS", "25", Instant.parse("2026-01-02T03:04:05Z"), "abc+");
    private static final Pace PACE = new Pace(5, Duration.ofSeconds(10), Duration.ofSeconds(10));
    private static final Row MEASURED = row(
            "fast",
            new Measured(
                    List.of(new Series("InfraBot answered", Series.State.WARM, 10_000, 123.4, 567.8, 1234.5)),
                    List.of(new Score("p95 ÷ limit", "×", List.of(1.1, 1.2, 1.4), Target.atMost(1.3))),
                    List.of("a peer did not run: no such program"),
                    List.of(20.0, 50.0)));
    private static final Row ELSEWHERE = row("tmpfs", new Outcome.NotComparable("only root can have an engine"));
    private static final Row BROKEN = row("gone", new Outcome.Broken("the door did not open"));

    @Test
    void saysFiguresTargetsAndWhereItRan() {
        var table = Table.of(MACHINE, PACE, List.of(MEASURED));

        assertThat(table)
                .startsWith("a processor, 2 cores, 1,024 MB; an OS; Java 25; 2026-01-02T03:04:05Z; commit abc+")
                .contains("| fast | p95 ÷ limit | 1.20× (1.10–1.40) | ≤ 1.30 | hit |")
                .contains("| fast | InfraBot answered | warm | 10,000 | 123 | 568 | 1,235 |")
                .contains("a peer did not run: no such program")
                .doesNotContain("TOO SHORT");
    }

    @Test
    void aControlThatMovedIsFlagged() {
        assertThat(Table.of(MACHINE, PACE, List.of(MEASURED))).contains("DISTURBED, it moved 2.50×");
    }

    @Test
    void whatWasNotMeasuredSaysWhy() {
        assertThat(Table.of(MACHINE, PACE, List.of(ELSEWHERE, BROKEN)))
                .contains("| tmpfs |  |  |  | not comparable |", "tmpfs: not comparable: only root can have an engine")
                .contains("| gone |  |  |  | BROKEN |", "gone: BROKEN: the door did not open");
    }

    @Test
    void aShortRunSaysThatItMayNotBeQuoted() {
        var quick = new Pace(2, Duration.ofSeconds(2), Duration.ofSeconds(2));

        assertThat(Table.of(MACHINE, quick, List.of())).contains("TOO SHORT to be quoted");
    }

    @Test
    void theJsonHasTheFigureOfEveryRound(@TempDir Path folder) throws IOException {
        var file = folder.resolve("new").resolve("bench.json");

        JsonReport.write(file, MACHINE, PACE, List.of(MEASURED, ELSEWHERE, BROKEN));

        var rows = Json.tolerant().readTree(file.toFile()).path("rows");
        assertThat(rows).hasSize(3);
        assertThat(rows.get(0).at("/scores/0/rounds")).hasSize(3);
        assertThat(rows.get(0).at("/scores/0/verdict").asText()).isEqualTo("hit");
        assertThat(rows.get(0).at("/latenciesMicros/0/p95").asDouble()).isEqualTo(567.8);
        assertThat(rows.get(1).path("outcome").asText()).isEqualTo("not comparable");
        assertThat(rows.get(2).path("why").asText()).isEqualTo("the door did not open");
    }

    private static Row row(String name, Outcome outcome) {
        return new Row(name, "does something", outcome, Duration.ofSeconds(60), 0.5, 1.5);
    }
}
