package io.infrabot.bench.measure;

import java.time.Duration;

/** One side of a comparison. */
@FunctionalInterface
public interface Subject {

    /** Works for {@code time} and says how it went. */
    Reading measure(Duration time) throws Exception;
}
