package io.infrabot.session.wiring;

import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * Bounds what callers can make of metrics: a type of operation that nobody offers, or a method that HTTP does not have,
 * becomes the value of a label, and each value is kept for ever.
 */
@ApplicationScoped
class MeterBounds {

    private static final int MOST_TYPES = 200;
    private static final int MOST_METHODS = 12;

    @Produces
    @Singleton
    MeterFilter operations() {
        return most("infrabot.mcp.operations", "operation", MOST_TYPES);
    }

    @Produces
    @Singleton
    MeterFilter durations() {
        return most("infrabot.mcp.operation.duration", "operation", MOST_TYPES);
    }

    @Produces
    @Singleton
    MeterFilter methods() {
        return most("http.server", "method", MOST_METHODS);
    }

    private static MeterFilter most(String meters, String label, int most) {
        return MeterFilter.maximumAllowableTags(meters, label, most, MeterFilter.deny());
    }
}
