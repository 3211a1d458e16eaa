package io.infrabot.session.decide;

import io.infrabot.events.OperationId;
import io.infrabot.events.SessionId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Names operations after the request that asked for them, so that a repeat of the request names the same one. */
public final class OperationIds {

    private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int CHARACTERS = 12;

    private OperationIds() {}

    /** The operation that the request {@code id} of {@code source} asks for: 60 bits of SHA-256, as base32. */
    public static OperationId of(SessionId session, String source, String id) {
        var bits = ByteBuffer.wrap(sha256(source + "\n" + id)).getLong();
        var name = new StringBuilder(CHARACTERS);
        for (int i = 0; i < CHARACTERS; i++) {
            name.append(BASE32.charAt((int) (bits >>> (59 - 5 * i)) & 31));
        }
        return new OperationId(session + "." + name);
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
