package io.infrabot.bench.result;

import java.util.Locale;

/** What a figure should be. */
public sealed interface Target {

    record AtMost(double bound) implements Target {}

    record AtLeast(double bound) implements Target {}

    /** The figure is only told. */
    record None() implements Target {}

    static Target atMost(double bound) {
        return new AtMost(bound);
    }

    static Target atLeast(double bound) {
        return new AtLeast(bound);
    }

    static Target none() {
        return new None();
    }

    /** Whether {@code value} is as it should be; what is only told is. */
    default boolean isHitBy(double value) {
        return switch (this) {
            case AtMost(var bound) -> value <= bound;
            case AtLeast(var bound) -> value >= bound;
            case None _ -> true;
        };
    }

    /** As it stands in the table; empty where there is none. */
    default String words() {
        return switch (this) {
            case AtMost(var bound) -> "≤ " + Numbers.plain(bound);
            case AtLeast(var bound) -> "≥ " + Numbers.plain(bound);
            case None _ -> "";
        };
    }

    /** How figures are written. */
    final class Numbers {

        private Numbers() {}

        /** Three digits that count; more only where the number has them before its point. */
        public static String plain(double value) {
            var size = Math.abs(value);
            var digits = size >= 100 || size == Math.rint(size) ? 0 : size >= 10 ? 1 : 2;
            return String.format(Locale.ROOT, "%,." + digits + "f", value);
        }
    }
}
