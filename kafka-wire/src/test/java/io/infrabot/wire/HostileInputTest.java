package io.infrabot.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.GoldenFiles;
import io.infrabot.events.RecordTypes;
import io.infrabot.wire.Received.Known;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** Whatever stands on a topic, reading it is answered with a value. The seed is fixed, so a failure repeats. */
class HostileInputTest {

    private static final long SEED = 20_261_121L;
    private static final List<String> TYPES =
            RecordTypes.all().keySet().stream().sorted().toList();
    private static final Envelope ENVELOPE = Envelope.of("1", "/test", Instant.EPOCH);

    private final Random random = new Random(SEED);

    @Test
    void randomBytesAreNeverARecord() {
        for (int round = 0; round < 5_000; round++) {
            var value = bytes(random.nextInt(300));

            var received = RecordCodec.read(headersOf(anyType()), value);

            assertThat(received).as(Arrays.toString(value)).isInstanceOf(Received.Unreadable.class);
        }
    }

    @Test
    void aDamagedRecordIsEitherUnreadableOrStillARecordThatCanBeWritten() {
        for (int round = 0; round < 20_000; round++) {
            var type = anyType();
            var damaged = damaged(GoldenFiles.bytesOf(type));

            var received = RecordCodec.read(headersOf(type), damaged);

            if (received instanceof Known known) {
                assertThat(RecordCodec.encode(known.record())).isNotEmpty();
            }
        }
    }

    @Test
    void aRecordUnderTheTypeOfAnotherNeverThrows() {
        for (var type : TYPES) {
            for (var other : TYPES) {
                assertThat(RecordCodec.read(headersOf(type), GoldenFiles.bytesOf(other)))
                        .isNotNull();
            }
        }
    }

    @Test
    void randomHeadersNeverThrow() {
        var names = List.copyOf(
                ENVELOPE.textsFor(golden("io.infrabot.node.beat.v1")).keySet());
        for (int round = 0; round < 5_000; round++) {
            var headers = headersOf(anyType());
            var name = names.get(random.nextInt(names.size()));
            headers.remove(name).add(name, bytes(random.nextInt(40)));

            assertThat(RecordCodec.read(headers, bytes(20))).isInstanceOf(Received.Unreadable.class);
        }
    }

    /** Cuts, flips, repeats, splices and swaps, one to four times. */
    private byte[] damaged(byte[] golden) {
        var bytes = golden.clone();
        for (int times = 1 + random.nextInt(4); times > 0; times--) {
            bytes = damagedOnce(bytes);
        }
        return bytes;
    }

    private byte[] damagedOnce(byte[] bytes) {
        if (bytes.length == 0) {
            return bytes(8);
        }
        int at = random.nextInt(bytes.length);
        int end = at + random.nextInt(bytes.length - at);
        return switch (random.nextInt(6)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> flipped(bytes, at);
            case 2 -> joined(Arrays.copyOf(bytes, end), Arrays.copyOfRange(bytes, at, bytes.length));
            case 3 -> joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, end, bytes.length));
            case 4 -> joined(Arrays.copyOf(bytes, at), token(), Arrays.copyOfRange(bytes, at, bytes.length));
            default -> withAValueReplaced(bytes, at);
        };
    }

    private byte[] flipped(byte[] bytes, int at) {
        var flipped = bytes.clone();
        flipped[at] ^= (byte) (1 << random.nextInt(8));
        return flipped;
    }

    private byte[] withAValueReplaced(byte[] bytes, int from) {
        int colon = from;
        while (colon < bytes.length && bytes[colon] != ':') {
            colon++;
        }
        int end = colon;
        while (end < bytes.length && bytes[end] != '\n' && bytes[end] != ',') {
            end++;
        }
        return joined(
                Arrays.copyOf(bytes, colon),
                new byte[] {':'},
                token(),
                Arrays.copyOfRange(bytes, Math.min(end, bytes.length), bytes.length));
    }

    private byte[] token() {
        var tokens = List.of(
                "null",
                "{}",
                "[]",
                "\"\"",
                "-1",
                "1e999",
                "1e-999",
                "99999999999999999999",
                "true",
                "NaN",
                "\"\\u0000\"",
                "\"\\ud800\"",
                "{\"a\":",
                "]",
                "\"PT-1S\"",
                "0.1",
                "[[[[",
                "\"9999-99-99\"",
                "1e100000");
        return tokens.get(random.nextInt(tokens.size())).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private byte[] bytes(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private String anyType() {
        return TYPES.get(random.nextInt(TYPES.size()));
    }

    private static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static RecordHeaders headersOf(String type) {
        return ENVELOPE.headersFor(golden(type));
    }

    private static Object golden(String type) {
        return RecordCodec.decode(
                GoldenFiles.bytesOf(type),
                Objects.requireNonNull(RecordTypes.all().get(type)));
    }
}
