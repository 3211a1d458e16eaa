package io.infrabot.tools.service;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When a failed attempt is followed by another, {@code infrabot.retry.*}. */
@ConfigMapping(prefix = "infrabot.retry")
public interface RetryConfig {

    /** Attempts in all, 1 to 20. */
    @WithDefault("4")
    int attempts();

    /** Before the second attempt; doubles with each further one. */
    @WithDefault("1s")
    Duration initialDelay();

    /** 0.0 to 1.0: how far a delay may differ from that, either way. */
    @WithDefault("0.2")
    double jitter();
}
