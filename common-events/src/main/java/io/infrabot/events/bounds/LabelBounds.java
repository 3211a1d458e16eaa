package io.infrabot.events.bounds;

import java.util.List;
import java.util.Map;

/** What labels may be, of sessions and of the nodes that an operation asks for. */
final class LabelBounds {

    static final int MOST = 64;

    private static final int SHOWN = 64;

    private LabelBounds() {}

    static void check(String path, Map<String, String> labels, List<Violation> found) {
        if (labels.size() > MOST) {
            found.add(new Violation(path, "may have %d entries, but has %d".formatted(MOST, labels.size())));
            return;
        }
        labels.forEach((key, value) -> {
            var at = path + "." + TextBounds.shown(key, SHOWN);
            if (key.indexOf('=') >= 0) {
                found.add(new Violation(at, "must not hold '=' in its name"));
            }
            RequestBounds.text(at, key, TextBounds.LABEL_KEY, found);
            if (value == null) {
                found.add(new Violation(at, "must not be null"));
            } else {
                RequestBounds.text(at, value, TextBounds.LABEL_VALUE, found);
            }
        });
    }
}
