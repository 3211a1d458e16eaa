package io.infrabot.service.log;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Stands for a throwable whose message, or whose cause's, holds what must not be written as it is. */
final class PlainThrowable extends Throwable {

    private static final long serialVersionUID = 1L;

    private final String shown;

    private PlainThrowable(Throwable original, @Nullable Throwable cause) {
        super(PlainText.of(String.valueOf(original.getMessage())), cause, true, true);
        this.shown = PlainText.of(original.toString());
        setStackTrace(original.getStackTrace());
    }

    /** The same throwable where nothing has to be escaped, which is nearly always. */
    static Throwable of(Throwable original) {
        return chain(original).stream().allMatch(PlainThrowable::isPlain)
                ? original
                : copy(original, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static boolean isPlain(Throwable one) {
        var text = one.toString();
        return text.length() <= PlainText.LONGEST && PlainText.isPlain(text);
    }

    private static List<Throwable> chain(Throwable original) {
        var seen = Collections.<Throwable>newSetFromMap(new IdentityHashMap<>());
        var waiting = new ArrayList<>(List.of(original));
        while (!waiting.isEmpty()) {
            var next = waiting.removeLast();
            if (seen.add(next)) {
                waiting.addAll(List.of(next.getSuppressed()));
                if (next.getCause() != null) {
                    waiting.add(next.getCause());
                }
            }
        }
        return List.copyOf(seen);
    }

    private static Throwable copy(Throwable original, Set<Throwable> seen) {
        seen.add(original);
        var cause = original.getCause();
        var plain = new PlainThrowable(original, cause == null || seen.contains(cause) ? null : copy(cause, seen));
        for (var suppressed : original.getSuppressed()) {
            if (!seen.contains(suppressed)) {
                plain.addSuppressed(copy(suppressed, seen));
            }
        }
        return plain;
    }

    @Override
    @SuppressWarnings("OverrideThrowableToString") // it shows the class that it stands for
    public String toString() {
        return shown;
    }
}
