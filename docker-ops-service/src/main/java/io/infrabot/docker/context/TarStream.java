package io.infrabot.docker.context;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes a tar archive as the docker client does, byte for byte: ustar headers, and a PAX header before those whose
 * values do not fit. What is written is held against the client's own archives (DockerClientContextIT).
 */
final class TarStream {

    private static final int BLOCK = 512;
    private static final int NAME = 100;
    private static final int PREFIX = 155;

    private final OutputStream out;

    TarStream(OutputStream out) {
        this.out = out;
    }

    /** Writes a header; a file's content follows. */
    void header(TarEntry entry) throws IOException {
        var extended = extendedHeader(entry);
        var prefix = prefixLength(entry.nameBytes());
        var fits = extended.isEmpty() || (prefix > 0 && extended.keySet().equals(Set.of("path")));
        if (fits) {
            var cut = prefix > 0 ? prefix + 1 : 0;
            var name = Arrays.copyOfRange(entry.nameBytes(), cut, entry.nameBytes().length);
            var header = new TarHeader().fields(entry, name, entry.linkBytes());
            out.write(header.prefix(Arrays.copyOf(entry.nameBytes(), Math.max(0, prefix)))
                    .bytes());
            return;
        }
        var records = records(extended);
        out.write(new TarHeader()
                .extended(extendedName(entry.nameBytes()), records.length)
                .bytes());
        out.write(records);
        pad(records.length);
        out.write(new TarHeader()
                .fields(entry, ascii(entry.nameBytes()), ascii(entry.linkBytes()))
                .bytes());
    }

    /**
     * Writes exactly {@code size} bytes of {@code content}.
     *
     * @throws IOException also if there are fewer: the file has become shorter since its header was written
     */
    void content(InputStream content, long size) throws IOException {
        var buffer = new byte[64 * 1024];
        var left = size;
        while (left > 0) {
            var read = content.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new IOException("it has changed meanwhile");
            }
            out.write(buffer, 0, read);
            left -= read;
        }
        pad(size);
    }

    /** Writes what ends an archive. */
    void end() throws IOException {
        out.write(new byte[2 * BLOCK]);
    }

    private void pad(long size) throws IOException {
        out.write(new byte[(int) ((BLOCK - size % BLOCK) % BLOCK)]);
    }

    /** The values that a ustar header has no room for, by their PAX names. */
    private static SortedMap<String, byte[]> extendedHeader(TarEntry entry) {
        var values = new TreeMap<String, byte[]>();
        if (entry.nameBytes().length > NAME || !isAscii(entry.nameBytes())) {
            values.put("path", entry.nameBytes());
        }
        if (entry.linkBytes().length > NAME || !isAscii(entry.linkBytes())) {
            values.put("linkpath", entry.linkBytes());
        }
        if (!TarHeader.fits(entry.size(), TarHeader.LONG_NUMBER)) {
            values.put("size", ascii(entry.size()));
        }
        if (!TarHeader.fits(entry.modifiedAt(), TarHeader.LONG_NUMBER)) {
            values.put("mtime", ascii(entry.modifiedAt()));
        }
        return values;
    }

    /** Each record begins with its own length, the digits of that included. */
    private static byte[] records(Map<String, byte[]> values) {
        var records = new ByteArrayOutputStream();
        values.forEach((key, value) -> {
            var rest = key.length() + value.length + 3;
            var length = rest + String.valueOf(rest).length();
            if (String.valueOf(length).length() > String.valueOf(rest).length()) {
                length++;
            }
            records.writeBytes(ascii(length));
            records.writeBytes((" " + key + "=").getBytes(StandardCharsets.US_ASCII));
            records.writeBytes(value);
            records.write('\n');
        });
        return records.toByteArray();
    }

    /** Where a long name of ASCII may be cut in two for a ustar header; negative: nowhere. */
    private static int prefixLength(byte[] name) {
        if (name.length <= NAME || !isAscii(name)) {
            return -1;
        }
        var end = name.length > PREFIX + 1 ? PREFIX + 1 : name.length;
        if (name.length <= PREFIX + 1 && name[name.length - 1] == '/') {
            end--;
        }
        var slash = lastSlash(name, end);
        var rest = name.length - slash - 1;
        return slash <= 0 || rest > NAME || rest == 0 || slash > PREFIX ? -1 : slash;
    }

    /** {@code folder/PaxHeaders.0/file}: a program that knows no PAX unpacks it as a file that harms nothing. */
    private static byte[] extendedName(byte[] name) {
        var slash = lastSlash(name, name.length);
        var made = new ByteArrayOutputStream();
        made.write(name, 0, slash + 1);
        made.writeBytes("PaxHeaders.0".getBytes(StandardCharsets.US_ASCII));
        if (slash + 1 < name.length) {
            made.write('/');
            made.write(name, slash + 1, name.length - slash - 1);
        }
        var text = ascii(made.toByteArray());
        var end = Math.min(NAME, text.length);
        while (end > 0 && text[end - 1] == '/') {
            end--;
        }
        return Arrays.copyOf(text, end);
    }

    private static int lastSlash(byte[] name, int end) {
        var slash = end - 1;
        while (slash >= 0 && name[slash] != '/') {
            slash--;
        }
        return slash;
    }

    private static boolean isAscii(byte[] text) {
        for (var each : text) {
            if (each < 0) {
                return false;
            }
        }
        return true;
    }

    private static byte[] ascii(byte[] text) {
        var kept = new ByteArrayOutputStream();
        for (var each : text) {
            if (each > 0) {
                kept.write(each);
            }
        }
        return kept.toByteArray();
    }

    private static byte[] ascii(long number) {
        return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
    }
}
