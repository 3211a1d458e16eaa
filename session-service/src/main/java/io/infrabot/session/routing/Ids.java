package io.infrabot.session.routing;

import io.infrabot.events.SessionId;
import io.infrabot.session.owner.Ownership;
import io.infrabot.session.topology.LedgerReads.NotReady;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes names: by time where nothing else is given (UUIDv7), from the caller's key where one is (UUIDv5, RFC 9562). */
@ApplicationScoped
public class Ids {

    /** The name space of InfraBot's own version 5 ids; chosen once, never changed. */
    private static final UUID NAMESPACE = UUID.fromString("6f1b7c0e-53a2-5d0b-9c1e-2a0d8e4b7f11");

    private final SecureRandom random = new SecureRandom();
    /** Where one of six partitions is ours, so many ids in a row miss it once in 10^79 times. */
    private static final int TRIES = 1_000;

    private final Clock clock;
    private final Ownership ownership;

    /** Ids of the time that {@code clock} tells. */
    public Ids(Clock clock, Ownership ownership) {
        this.clock = clock;
        this.ownership = ownership;
    }

    /** One that this instance answers for, so that a new session need not be forwarded. */
    public SessionId session() {
        return Stream.generate(() -> new SessionId(byTime().toString()))
                .limit(TRIES)
                .filter(ownership::isHere)
                .findFirst()
                .orElseThrow(() -> new NotReady("no partition is open here; try again shortly"));
    }

    /** The session that is opened under this key: the same for every repeat. */
    public SessionId session(String team, String idempotencyKey) {
        return new SessionId(byName(team + "\n" + idempotencyKey).toString());
    }

    /** The id of a request: the same for the same key, else a new one. */
    public String ofRequest(@Nullable String key) {
        return key == null ? byTime().toString() : "key:" + key;
    }

    /** A new id, later than those before it (UUIDv7). */
    public UUID byTime() {
        var time = (clock.millis() << 16) | 0x7000 | random.nextInt(0x1000);
        return new UUID(time, (random.nextLong() >>> 2) | (1L << 63));
    }

    private static UUID byName(String name) {
        try {
            var sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(ByteBuffer.allocate(16)
                    .putLong(NAMESPACE.getMostSignificantBits())
                    .putLong(NAMESPACE.getLeastSignificantBits())
                    .flip());
            var hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
            return new UUID((hash.getLong() & ~0xf000L) | 0x5000, (hash.getLong() & 0x3fffffffffffffffL) | (1L << 63));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
