package io.infrabot.session.decide;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tells two requests apart, whatever the order of their fields. */
public final class Fingerprint {

    private Fingerprint() {}

    /** The first 128 bits of SHA-256 over the parts, as hexadecimal digits. */
    public static String of(@Nullable Object... parts) {
        var text = canonical(Arrays.asList(parts));
        return HexFormat.of().formatHex(OperationIds.sha256(text), 0, 16);
    }

    private static String canonical(@Nullable Object value) {
        return switch (value) {
            case null -> "∅";
            case Map<?, ?> map -> {
                var sorted = new TreeMap<String, String>();
                map.forEach((key, each) -> sorted.put(String.valueOf(key), canonical(each)));
                yield sorted.toString();
            }
            case List<?> list ->
                list.stream().map(Fingerprint::canonical).toList().toString();
            default -> value.getClass().getSimpleName() + ":" + value;
        };
    }
}
