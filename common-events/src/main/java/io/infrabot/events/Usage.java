package io.infrabot.events;

import java.time.Duration;

/**
 * What an operation used on its node, over all attempts of its last run (R0.8, R0.30).
 *
 * @param wallTime             from the start of the first attempt to the end of the last
 * @param cpuTime              processor time of the executing thread
 * @param allocatedBytes       heap allocated by the executing thread; not what it held at once
 * @param networkReceivedBytes payload bytes the engine reported as downloaded
 * @param networkSentBytes     payload bytes the engine reported as uploaded
 */
public record Usage(
        Duration wallTime, Duration cpuTime, long allocatedBytes, long networkReceivedBytes, long networkSentBytes) {}
