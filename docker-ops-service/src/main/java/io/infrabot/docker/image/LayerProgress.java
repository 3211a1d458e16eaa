package io.infrabot.docker.image;

import io.infrabot.docker.engine.EngineMessage.LayerMoved;
import io.infrabot.events.Progress.Layer;
import io.infrabot.tools.ToolProgress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Where each layer of an image stands, and what that makes of the whole. A layer weighs its bytes; one whose size is not
 * known yet weighs as much as the others on average. Moving the bytes is 90 % of a pulled layer, unpacking them 10 %.
 */
final class LayerProgress {

    private static final Set<String> DONE = Set.of("Pull complete", "Already exists", "Pushed", "Layer already exists");
    private static final double MOVED = 0.9;

    private record Line(String status, long current, long total, double fraction) {}

    private final Map<String, Line> lines = new LinkedHashMap<>();
    private long moved;

    /** Takes in what the engine says; returns the payload bytes that have moved since. */
    long receive(LayerMoved said) {
        var before = lines.getOrDefault(said.id(), new Line("", 0, 0, 0.0));
        var after = next(before, said);
        lines.put(said.id(), after);
        var difference = Math.max(0, after.current() - before.current());
        moved += difference;
        return difference;
    }

    ToolProgress progress(String verb) {
        var known = lines.values().stream()
                .mapToLong(Line::total)
                .filter(total -> total > 0)
                .summaryStatistics();
        var average = known.getCount() == 0 ? 1.0 : known.getAverage();
        double weight = 0;
        double done = 0;
        for (var line : lines.values()) {
            var own = line.total() > 0 ? line.total() : average;
            weight += own;
            done += own * line.fraction();
        }
        var finished =
                lines.values().stream().filter(line -> line.fraction() >= 1.0).count();
        return new ToolProgress(
                weight == 0 ? 0.0 : done / weight,
                "%s %d of %d layers".formatted(verb, finished, lines.size()),
                moved,
                known.getSum(),
                lines.entrySet().stream()
                        .map(it -> view(it.getKey(), it.getValue()))
                        .toList());
    }

    private static Line next(Line before, LayerMoved said) {
        var status = said.status();
        var current = said.currentBytes() == null ? 0 : said.currentBytes();
        var total = said.totalBytes() == null ? 0 : said.totalBytes();
        if (DONE.contains(status) || status.startsWith("Mounted from")) {
            return new Line(status, before.total() > 0 ? before.total() : before.current(), before.total(), 1.0);
        }
        return switch (status) {
            case "Downloading", "Pushing" -> {
                var size = Math.max(before.total(), total);
                var now = Math.max(before.current(), size > 0 ? Math.min(current, size) : current);
                var share = status.equals("Pushing") ? 1.0 : MOVED;
                yield new Line(status, now, size, size > 0 ? share * now / size : before.fraction());
            }
            case "Verifying Checksum", "Download complete" ->
                new Line(status, before.total() > 0 ? before.total() : before.current(), before.total(), MOVED);
            case "Extracting" ->
                new Line(
                        status,
                        before.current(),
                        before.total(),
                        total > 0 ? MOVED + (1 - MOVED) * Math.min(1.0, (double) current / total) : MOVED);
            default -> new Line(status, before.current(), before.total(), before.fraction());
        };
    }

    private static Layer view(String id, Line line) {
        return new Layer(id, line.status(), line.current(), line.total() > 0 ? line.total() : null);
    }
}
