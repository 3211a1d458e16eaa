package io.infrabot.cli.screen;

import io.infrabot.cli.rest.ShownOperation;
import io.infrabot.cli.screen.Progress.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Draws an operation on its way: one line for the whole, one a layer. Pure: lines in, nothing written. */
public final class Bars {

    /** More layers than this would push the first ones off the screen, where they cannot be redrawn. */
    private static final int MOST_LAYERS = 16;

    private static final int ID = 12;
    private static final int BYTES = 17;
    private static final int STATUS = 18;
    private static final int SHORTEST_BAR = 8;

    private Bars() {}

    /** Lines of at most {@code width} characters. */
    public static List<String> draw(ShownOperation operation, Progress progress, int width) {
        var lines = new ArrayList<String>();
        lines.add(Text.cut(summary(operation, progress), width));
        var shown = shownOf(progress.layers());
        shown.forEach(layer -> lines.add(Text.cut(line(layer, width), width)));
        int hidden = progress.layers().size() - shown.size();
        if (hidden > 0) {
            lines.add(Text.cut("  and " + hidden + " more layers", width));
        }
        return lines;
    }

    /** The whole in one line, without a bar. */
    public static String summary(ShownOperation operation, Progress progress) {
        var line = new StringBuilder(operation.type() + "  " + operation.status());
        if (operation.status().equals("QUEUED")) {
            line.append(operation.waiting().isEmpty() ? "" : "  " + operation.waiting());
        } else if (!progress.equals(Progress.NONE)) {
            line.append(String.format(Locale.ROOT, "  %3.0f %%", Math.floor(progress.fraction() * 100)));
            var bytes = bytes(progress.currentBytes(), progress.totalBytes());
            line.append(bytes.isEmpty() ? "" : "  " + bytes);
            line.append(progress.message().isEmpty() ? "" : "  " + progress.message());
        }
        return Text.plain(line.toString());
    }

    private static String line(Layer layer, int width) {
        int room = Math.max(SHORTEST_BAR, width - ID - BYTES - STATUS - 7);
        return Text.plain(String.format(
                "%-" + ID + "s [%s] %" + BYTES + "s  %s",
                Text.cut(layer.id(), ID),
                bar(layer, room),
                bytes(layer.currentBytes(), layer.totalBytes()),
                Text.cut(layer.status(), STATUS)));
    }

    private static String bar(Layer layer, int room) {
        var current = layer.currentBytes();
        var total = layer.totalBytes();
        double fraction = layer.isDone()
                ? 1
                : current == null || total == null || total <= 0 ? 0 : Math.clamp((double) current / total, 0.0, 1.0);
        int full = (int) (fraction * room);
        return full == room ? "=".repeat(room) : "=".repeat(full) + ">" + " ".repeat(room - full - 1);
    }

    private static String bytes(@Nullable Long current, @Nullable Long total) {
        if (current == null && total == null) {
            return "";
        }
        var done = Text.megabytes(current == null ? 0 : current);
        return total == null ? done + " MB" : done + "/" + Text.megabytes(total) + " MB";
    }

    /** All of them where they fit; else those still on their way first, in their order. */
    private static List<Layer> shownOf(List<Layer> layers) {
        if (layers.size() <= MOST_LAYERS) {
            return layers;
        }
        var unfinished = layers.stream()
                .filter(layer -> !layer.isDone())
                .limit(MOST_LAYERS)
                .toList();
        return unfinished.isEmpty() ? layers.subList(0, MOST_LAYERS) : unfinished;
    }
}
