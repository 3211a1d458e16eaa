package io.infrabot.bench.run;

import io.infrabot.bench.measure.Pace;
import io.infrabot.bench.result.Outcome;
import io.infrabot.bench.result.Outcome.Measured;
import io.infrabot.bench.result.Score;
import io.infrabot.bench.result.Target;
import io.infrabot.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says what came out, for machines: everything that the table says, and the figure of each round. */
final class JsonReport {

    private JsonReport() {}

    static void write(Path file, Machine machine, Pace pace, List<Row> rows) throws IOException {
        var all = new LinkedHashMap<String, Object>();
        all.put("machine", machine);
        all.put("rounds", pace.rounds());
        all.put("secondsATurn", pace.turn().toMillis() / 1000.0);
        all.put("secondsOfWarmUp", pace.warmUp().toMillis() / 1000.0);
        all.put("quotable", pace.isEnough());
        all.put("rows", rows.stream().map(JsonReport::row).toList());
        var folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.write(file, Json.tolerant().writerWithDefaultPrettyPrinter().writeValueAsBytes(all));
    }

    private static Map<String, Object> row(Row row) {
        var all = new LinkedHashMap<String, Object>();
        all.put("name", row.name());
        all.put("what", row.what());
        all.put("tookMs", row.took().toMillis());
        all.put("loadBefore", row.loadBefore());
        all.put("loadAfter", row.loadAfter());
        switch (row.outcome()) {
            case Measured measured -> {
                all.put("outcome", "measured");
                all.put(
                        "scores",
                        measured.scores().stream().map(JsonReport::score).toList());
                all.put("latenciesMicros", measured.series());
                all.put("controlP95Micros", measured.controls());
                all.put("disturbed", measured.isDisturbed());
                all.put("failed", measured.hasFailures());
                all.put("notes", measured.notes());
            }
            case Outcome.NotComparable(var why) -> {
                all.put("outcome", "not comparable");
                all.put("why", why);
            }
            case Outcome.Broken(var why) -> {
                all.put("outcome", "broken");
                all.put("why", why);
            }
        }
        return all;
    }

    private static Map<String, Object> score(Score score) {
        var all = new LinkedHashMap<String, Object>();
        all.put("what", score.what());
        all.put("unit", score.unit());
        all.put("median", score.value());
        all.put("rounds", score.rounds());
        switch (score.target()) {
            case Target.AtMost(var bound) -> all.put("atMost", bound);
            case Target.AtLeast(var bound) -> all.put("atLeast", bound);
            case Target.None _ -> {}
        }
        all.put("verdict", score.verdict());
        return all;
    }
}
