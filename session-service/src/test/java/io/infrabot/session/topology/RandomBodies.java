package io.infrabot.session.topology;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** RequestFields by a grammar: about half of the fields are as they should be, the others are whatever JSON can be. */
final class RandomBodies {

    private static final List<String> NUMBERS = List.of(
            "0", "-1", "1.5", "7", "1e308", "1e400", "-1e400", "1e-400", "9".repeat(90), "9".repeat(30), "1e99999999");
    private static final List<String> PIECES = List.of(
            "a",
            "ü",
            "🐳",
            " ",
            "\\u0000",
            "\\ud800",
            "\\udc00",
            "\\ud83d\\udc33",
            "\\u001b[2J",
            "\\n",
            "\\u0080",
            "=");
    private static final List<String> TARGETS = List.of(
            "{\"kind\":\"any\"}",
            "{\"kind\":\"all\"}",
            "{\"kind\":\"node\",\"node\":\"tool-runner-1\"}",
            "{\"kind\":\"labels\",\"labels\":{\"zone\":\"a\"}}",
            "{}",
            "{\"kind\":null}",
            "{\"kind\":\"any\",\"node\":\"x\"}",
            "{\"kind\":\"all\",\"labels\":{}}",
            "{\"kind\":\"all\",\"labels\":{\"zone\":\"a\"}}",
            "{\"kind\":\"labels\",\"labels\":{\"zone\":null}}",
            "{\"kind\":\"labels\"}",
            "{\"kind\":\"node\"}",
            "{\"kind\":\"node\",\"node\":\"No Node\"}",
            "{\"kind\":\"nowhere\"}");
    private static final List<String> DURATIONS =
            List.of("\"PT1M\"", "\"PT0S\"", "\"-PT1S\"", "\"PT2562047788015215H30M\"", "\"P366D\"", "\"soon\"", "60");

    private final Random random;

    RandomBodies(long seed) {
        random = new Random(seed);
    }

    int next(int bound) {
        return random.nextInt(bound);
    }

    String create() {
        var fields = new LinkedHashMap<String, String>();
        put(fields, 95, "team", () -> "\"team\"");
        put(fields, 40, "name", this::text);
        put(fields, 40, "labels", () -> object(random.nextInt(4), () -> text(), this::text));
        put(fields, 40, "metadata", () -> object(random.nextInt(4), this::text, () -> value(0)));
        put(fields, 20, "ttl", () -> any(DURATIONS));
        put(fields, 20, "limits", () -> "{\"maxOperations\":" + any(List.of("5", "null", "0", "1e9", "1.5")) + "}");
        return body(fields);
    }

    String status() {
        var fields = new LinkedHashMap<String, String>();
        put(fields, 90, "status", () -> any(List.of("\"ACTIVE\"", "\"PAUSED\"", "null", "\"\"", "0")));
        return body(fields);
    }

    String cancel() {
        var fields = new LinkedHashMap<String, String>();
        put(fields, 70, "reason", this::text);
        return body(fields);
    }

    /** A body of an operation: {@code image}, {@code context} and so on, as its route asks for. */
    String operation(String session, String... arguments) {
        var fields = new LinkedHashMap<String, String>();
        put(fields, 97, "sessionId", () -> "\"" + session + "\"");
        for (var argument : arguments) {
            put(fields, 80, argument, () -> argument(argument));
        }
        put(fields, 20, "timeout", () -> any(DURATIONS));
        return body(fields);
    }

    /** Any JSON. */
    String value(int depth) {
        return switch (random.nextInt(depth > 4 ? 4 : 7)) {
            case 0 -> any(List.of("null", "true", "false"));
            case 1 -> any(NUMBERS);
            case 2, 3 -> text();
            case 4 -> nested(1 + random.nextInt(99));
            case 5 -> list(random.nextInt(4), () -> value(depth + 1));
            default -> object(random.nextInt(4), this::text, () -> value(depth + 1));
        };
    }

    private String argument(String name) {
        return switch (name) {
            case "image", "source", "tag" -> any(List.of("\"127.0.0.1:5000/app:1\"", "\"busybox\"", "\"BAD/Ref\""));
            case "policy" -> any(List.of("\"Always\"", "\"Never\"", "\"Sometimes\""));
            case "target.image" -> "\"app:2\"";
            case "target", "placement" -> any(TARGETS);
            case "buildArgs" -> object(random.nextInt(3), this::text, this::text);
            case "arguments" -> object(random.nextInt(2), () -> "\"echo\"", () -> "{\"a\":" + value(0) + "}");
            default -> text();
        };
    }

    private void put(Map<String, String> fields, int percent, String name, Supplier<String> value) {
        if (random.nextInt(100) < percent) {
            fields.put(name, random.nextInt(12) == 0 ? value(0) : value.get());
        }
    }

    private String body(Map<String, String> fields) {
        if (random.nextInt(60) == 0) {
            fields.put("colour", value(0));
        }
        return fields.entrySet().stream()
                .map(each -> "\"" + each.getKey().replace("target.image", "target") + "\":" + each.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private String text() {
        if (random.nextInt(3) > 0) {
            return any(List.of("\"zone\"", "\"a b\"", "\"größe 🐳\"", "\"x\""));
        }
        var pieces = new ArrayList<String>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            pieces.add(any(PIECES).repeat(random.nextInt(20) == 0 ? 300 : 1));
        }
        return "\"" + String.join("", pieces) + "\"";
    }

    private String nested(int levels) {
        return random.nextBoolean()
                ? "[".repeat(levels) + "]".repeat(levels)
                : "{\"a\":".repeat(levels) + "1" + "}".repeat(levels);
    }

    private static String list(int size, Supplier<String> element) {
        return many(size, element).collect(Collectors.joining(",", "[", "]"));
    }

    private static String object(int size, Supplier<String> name, Supplier<String> value) {
        return many(size, () -> name.get() + ":" + value.get()).collect(Collectors.joining(",", "{", "}"));
    }

    private static java.util.stream.Stream<String> many(int size, Supplier<String> each) {
        return java.util.stream.Stream.generate(each).limit(size);
    }

    private String any(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
