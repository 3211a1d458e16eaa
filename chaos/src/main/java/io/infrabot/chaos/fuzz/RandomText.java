package io.infrabot.chaos.fuzz;

import java.util.List;
import java.util.Random;

/** Texts that have broken somebody: too long, odd characters, other notations. */
final class RandomText {

    private static final List<String> ODD = List.of(
            "",
            " ",
            "\u0000",
            "a\u0000b",
            "line\r\nbreak",
            "\u001b[31mred\u001b[0m",
            "\u202Eabc",
            "\uD800",
            "\uDC00x",
            "\uFEFF",
            "\uFFFF",
            "ä".repeat(300),
            "🐳",
            "..",
            "../../etc/passwd",
            "%00",
            "%zz",
            "${jndi:ldap://127.0.0.1/x}",
            "'; drop table sessions; --",
            "<script>alert(1)</script>",
            "null",
            "NaN",
            "1e400",
            "-1",
            "PT9999999999999H",
            "2026-02-30T25:61:00Z");
    private static final int LONG = 5_000;
    private static final int VERY_LONG = 200_000;

    private RandomText() {}

    /** Any text, most of them short. */
    static String any(Random random) {
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> ODD.get(random.nextInt(ODD.size()));
            case 3 -> noise(random, random.nextInt(12));
            case 4 -> "x".repeat(random.nextInt(20) == 0 ? VERY_LONG : random.nextInt(LONG));
            default -> word(random);
        };
    }

    /** Small letters. */
    static String word(Random random) {
        return random.ints(1 + random.nextInt(8), 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String noise(Random random, int length) {
        return random.ints(length, 0, 0x10000)
                .collect(StringBuilder::new, (text, unit) -> text.append((char) unit), StringBuilder::append)
                .toString();
    }
}
