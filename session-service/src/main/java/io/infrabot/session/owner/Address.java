package io.infrabot.session.owner;

/** Where an instance answers calls; other instances reach it there. */
public record Address(String host, int port) {

    /** Reads {@code host:port}. */
    public static Address of(String text) {
        var colon = text.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("an address is host:port, but is '" + text + "'");
        }
        return new Address(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
