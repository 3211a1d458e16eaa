package io.infrabot.events.bounds;

/**
 * A field that is not as it must be.
 *
 * @param field   its path in the record, as {@code target.labels.zone}
 * @param message what is wrong with it, to be read after the path
 * @param tooMuch whether it is right in itself, and there is only too much of it
 */
public record Violation(String field, String message, boolean tooMuch) {

    public Violation(String field, String message) {
        this(field, message, false);
    }

    static Violation tooMuch(String field, String message) {
        return new Violation(field, message, true);
    }

    /** Both in one sentence. */
    public String sentence() {
        return field + " " + message;
    }
}
