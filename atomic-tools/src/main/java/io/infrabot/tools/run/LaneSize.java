package io.infrabot.tools.run;

/**
 * How much a lane holds.
 *
 * @param slots         how many run at once, from 1
 * @param queueCapacity how many may wait, from 0
 */
public record LaneSize(int slots, int queueCapacity) {

    public LaneSize {
        if (slots < 1 || slots > 256) {
            throw new IllegalArgumentException("slots must be 1 to 256, but is " + slots);
        }
        if (queueCapacity < 0 || queueCapacity > 100_000) {
            throw new IllegalArgumentException("queue capacity must be 0 to 100000, but is " + queueCapacity);
        }
    }
}
