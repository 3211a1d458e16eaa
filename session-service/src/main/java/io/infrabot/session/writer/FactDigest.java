package io.infrabot.session.writer;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names a fact by what it says, so that the next one can say which fact it was decided on. */
final class FactDigest {

    private static final int BYTES = 8;

    private FactDigest() {}

    /** The first 16 hexadecimal digits of SHA-256 over the record's value. */
    static String of(byte[] fact) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(fact), 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
