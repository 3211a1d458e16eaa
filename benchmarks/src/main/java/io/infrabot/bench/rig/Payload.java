package io.infrabot.bench.rig;

/** What is sent everywhere: bodies of 500 bytes. */
public final class Payload {

    /** Of every body that asks for something. */
    public static final int BYTES = 500;

    private Payload() {}

    /** {@code before}, so much filling that the whole has the size, and {@code after}. */
    public static String filled(String before, String after) {
        return before + "x".repeat(Math.max(0, BYTES - before.length() - after.length())) + after;
    }

    /** Asks for a tool that does nothing. */
    public static String noop(String session) {
        return filled("{\"sessionId\":\"" + session + "\",\"arguments\":{\"echo\":{\"pad\":\"", "\"}}}");
    }

    /** Any JSON of that size. */
    public static String any() {
        return filled("{\"pad\":\"", "\"}");
    }
}
