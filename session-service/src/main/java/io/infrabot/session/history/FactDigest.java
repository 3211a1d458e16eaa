package io.infrabot.session.history;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names a fact by what it says and by what it follows, so that the next one can say which fact it was decided on. What it
 * says is not enough: two writers may say the same of different pasts, and words of the dead one would count again.
 */
public final class FactDigest {

    private static final int BYTES = 8;

    private FactDigest() {}

    /**
     * The first 16 hexadecimal digits of SHA-256 over the digest of the fact before, as text, and the record's value.
     *
     * @param after digest of the fact before; empty for a session's first
     */
    public static String of(String after, byte[] fact) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(after.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(fact), 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
