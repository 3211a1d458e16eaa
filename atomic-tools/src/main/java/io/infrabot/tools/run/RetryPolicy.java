package io.infrabot.tools.run;

import io.infrabot.events.OperationError;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * When a failed attempt is followed by another.
 *
 * @param attempts     how many in all, from 1
 * @param initialDelay before the second attempt; doubles with each further one
 * @param jitter       0.0 to 1.0: how far a delay may differ from that, either way
 * @param random       0.0 to 1.0, for the jitter
 */
public record RetryPolicy(int attempts, Duration initialDelay, double jitter, DoubleSupplier random) {

    public RetryPolicy {
        if (attempts < 1 || attempts > 20) {
            throw new IllegalArgumentException("attempts must be 1 to 20, but is " + attempts);
        }
        if (initialDelay.isNegative() || jitter < 0.0 || jitter > 1.0) {
            throw new IllegalArgumentException(
                    "delay must not be negative and jitter be 0.0 to 1.0, but are " + initialDelay + ", " + jitter);
        }
    }

    /** How long to wait after the failed attempt number {@code attempt} of this run; empty: there is no other. */
    public Optional<Duration> delayAfter(int attempt, OperationError error) {
        if (!error.retryable() || attempt >= attempts) {
            return Optional.empty();
        }
        var factor = (1 << (attempt - 1)) * (1.0 + jitter * (2 * random.getAsDouble() - 1));
        return Optional.of(Duration.ofMillis(Math.round(initialDelay.toMillis() * factor)));
    }
}
