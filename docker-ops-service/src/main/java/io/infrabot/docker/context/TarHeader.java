package io.infrabot.docker.context;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One block of a tar archive that says what follows. */
final class TarHeader {

    /** Bytes of a field for sizes and times. */
    static final int LONG_NUMBER = 12;

    private static final int NUMBER = 8;
    private static final int NAME_AT = 0;
    private static final int MODE_AT = 100;
    private static final int OWNER_AT = 108;
    private static final int GROUP_AT = 116;
    private static final int SIZE_AT = 124;
    private static final int TIME_AT = 136;
    private static final int CHECKSUM_AT = 148;
    private static final int KIND_AT = 156;
    private static final int LINK_AT = 157;
    private static final int MAGIC_AT = 257;
    private static final int MAJOR_AT = 329;
    private static final int MINOR_AT = 337;
    private static final int PREFIX_AT = 345;
    private static final int NAME = 100;

    private final byte[] block = new byte[512];

    /** Whether {@code number} can be written with octal digits in a field of {@code width} bytes. */
    static boolean fits(long number, int width) {
        return number >= 0 && number < 1L << (3 * (width - 1));
    }

    /** All fields of {@code entry}; those that do not fit stand in the PAX header before, and are cut or 0 here. */
    TarHeader fields(TarEntry entry, byte[] name, byte[] link) {
        block[KIND_AT] = (byte) entry.kind().sign();
        text(NAME_AT, name);
        text(LINK_AT, link);
        number(MODE_AT, NUMBER, entry.mode());
        number(OWNER_AT, NUMBER, 0);
        number(GROUP_AT, NUMBER, 0);
        number(SIZE_AT, LONG_NUMBER, entry.size());
        number(TIME_AT, LONG_NUMBER, entry.modifiedAt());
        number(MAJOR_AT, NUMBER, entry.deviceMajor());
        number(MINOR_AT, NUMBER, entry.deviceMinor());
        return this;
    }

    /** The header of a PAX header of {@code size} bytes. */
    TarHeader extended(byte[] name, int size) {
        block[KIND_AT] = 'x';
        text(NAME_AT, name);
        number(MODE_AT, NUMBER, 0);
        number(OWNER_AT, NUMBER, 0);
        number(GROUP_AT, NUMBER, 0);
        number(SIZE_AT, LONG_NUMBER, size);
        number(TIME_AT, LONG_NUMBER, 0);
        return this;
    }

    /** What stands before the name and a slash. */
    TarHeader prefix(byte[] prefix) {
        System.arraycopy(prefix, 0, block, PREFIX_AT, prefix.length);
        return this;
    }

    /** The whole block. */
    byte[] bytes() {
        System.arraycopy("ustar\00000".getBytes(StandardCharsets.US_ASCII), 0, block, MAGIC_AT, 8);
        Arrays.fill(block, CHECKSUM_AT, CHECKSUM_AT + NUMBER, (byte) ' ');
        var sum = 0;
        for (var each : block) {
            sum += each & 0xff;
        }
        number(CHECKSUM_AT, NUMBER - 1, sum);
        return block;
    }

    private void text(int at, byte[] text) {
        System.arraycopy(text, 0, block, at, Math.min(text.length, NAME));
        // A name that was cut at a slash would be taken for a folder's.
        for (var last = at + NAME - 1; text.length > NAME && last > at && block[last] == '/'; last--) {
            block[last] = 0;
        }
    }

    private void number(int at, int width, long number) {
        var digits = Long.toOctalString(fits(number, width) ? number : 0);
        var text = "0".repeat(width - 1 - digits.length()) + digits;
        System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, block, at, width - 1);
        block[at + width - 1] = 0;
    }
}
