package io.infrabot.chaos.fuzz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * JSON as text, written here and not by a library: what no library would write must be in it, such as numbers without end,
 * names twice, halves of characters, and texts that break off.
 */
final class RandomJson {

    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "1",
            "-1",
            "1e400",
            "-1e400",
            "1e-400",
            "9223372036854775808",
            "0.1",
            "1E+5",
            "01",
            "9".repeat(400));
    private static final List<String> BROKEN =
            List.of("", "{", "[", "{\"a\"", "nul", "{\"a\":1,}", "\u0000", "{}{}", "]");
    private static final int DEEP = 200;
    private static final int MANY = 4_000;

    private RandomJson() {}

    /** Any value; not always JSON. */
    static String value(Random random, int depth) {
        return switch (random.nextInt(depth > 3 ? 6 : 12)) {
            case 0 -> "null";
            case 1 -> random.nextBoolean() ? "true" : "false";
            case 2 -> NUMBERS.get(random.nextInt(NUMBERS.size()));
            case 3, 4, 5 -> text(RandomText.any(random), random);
            case 6 -> nested(random);
            case 7 -> random.nextInt(12) == 0 ? wide(random) : "[]";
            case 8 -> BROKEN.get(random.nextInt(BROKEN.size()));
            case 9 -> array(random, depth);
            default -> object(random, depth);
        };
    }

    /** The object with these fields, each as JSON; a few are changed, taken out, put in or doubled. */
    static String changed(Map<String, String> fields, Random random) {
        var all = new ArrayList<>(fields.entrySet().stream()
                .map(field -> Map.entry(field.getKey(), field.getValue()))
                .toList());
        for (int changes = random.nextInt(3); changes > 0; changes--) {
            change(all, random);
        }
        var json = all.stream()
                .map(field -> quoted(field.getKey()) + ":" + field.getValue())
                .collect(Collectors.joining(",", "{", "}"));
        return random.nextInt(25) == 0 ? json.substring(0, random.nextInt(json.length())) : json;
    }

    private static void change(List<Map.Entry<String, String>> fields, Random random) {
        var at = fields.isEmpty() ? -1 : random.nextInt(fields.size());
        switch (random.nextInt(at < 0 ? 1 : 5)) {
            case 0 -> fields.add(Map.entry(RandomText.word(random), value(random, 0)));
            case 1 -> fields.remove(at);
            case 2 -> fields.add(fields.get(at));
            default -> fields.set(at, Map.entry(fields.get(at).getKey(), value(random, 0)));
        }
    }

    private static String array(Random random, int depth) {
        var items = new ArrayList<String>();
        for (int i = random.nextInt(4); i > 0; i--) {
            items.add(value(random, depth + 1));
        }
        return items.stream().collect(Collectors.joining(",", "[", "]"));
    }

    private static String object(Random random, int depth) {
        var fields = new LinkedHashMap<String, String>();
        for (int i = random.nextInt(4); i > 0; i--) {
            fields.put(RandomText.any(random), value(random, depth + 1));
        }
        return fields.entrySet().stream()
                .map(field -> text(field.getKey(), random) + ":" + field.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String nested(Random random) {
        int depth = 1 + random.nextInt(DEEP);
        return random.nextBoolean()
                ? "[".repeat(depth) + "]".repeat(depth)
                : "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
    }

    private static String wide(Random random) {
        var items = new ArrayList<String>();
        for (int i = random.nextInt(MANY); i > 0; i--) {
            items.add("\"k" + i + "\":\"v\"");
        }
        return items.stream().collect(Collectors.joining(",", "{", "}"));
    }

    /** A text; sometimes with every character escaped, sometimes with none. */
    private static String text(String text, Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> '"' + escapedWhole(text) + '"';
            case 1 -> '"' + text + '"';
            default -> quoted(text);
        };
    }

    static String quoted(String text) {
        var json = new StringBuilder("\"");
        text.chars().forEach(unit -> {
            if (unit == '"' || unit == '\\') {
                json.append('\\').append((char) unit);
            } else if (unit < ' ' || Character.isSurrogate((char) unit)) {
                json.append("\\u%04x".formatted(unit));
            } else {
                json.append((char) unit);
            }
        });
        return json.append('"').toString();
    }

    private static String escapedWhole(String text) {
        return text.length() > 100
                ? text
                : text.chars().mapToObj("\\u%04x"::formatted).collect(Collectors.joining());
    }
}
