package io.infrabot.session;

/**
 * A part of the heap that may be used for one thing. Every bound in bytes is one: what suits a large heap would end a
 * small one.
 */
public record HeapShare(long bytes) {

    /** One {@code part}th of the most that the heap can have. */
    public static HeapShare of(int part) {
        return new HeapShare(Runtime.getRuntime().maxMemory() / part);
    }

    /** How many things of {@code each} bytes it holds: {@code most} at most. */
    public int holds(long each, int most) {
        return Math.toIntExact(Math.min(most, Math.max(1, bytes / each)));
    }
}
