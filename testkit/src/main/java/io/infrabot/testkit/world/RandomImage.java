package io.infrabot.testkit.world;

import io.infrabot.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.GZIPOutputStream;

/** An image that no engine has seen before: each layer is one file of random bytes. */
final class RandomImage {

    static final String MANIFEST_TYPE = "application/vnd.docker.distribution.manifest.v2+json";
    private static final int TAR_BLOCK = 512;

    private final List<byte[]> layers;
    private final byte[] config;
    private final byte[] manifest;

    private RandomImage(List<byte[]> layers, byte[] config, byte[] manifest) {
        this.layers = layers;
        this.config = config;
        this.manifest = manifest;
    }

    static RandomImage of(int layerCount, int bytesPerLayer) {
        var layers = new ArrayList<byte[]>();
        var contents = new ArrayList<String>();
        for (int i = 0; i < layerCount; i++) {
            var tar = tar("layer-" + i, bytesPerLayer);
            contents.add(digest(tar));
            layers.add(gzip(tar));
        }
        var config = json(Map.of(
                "architecture",
                "amd64",
                "os",
                "linux",
                "config",
                Map.of(),
                "rootfs",
                Map.of("type", "layers", "diff_ids", contents)));
        var manifest = json(Map.of(
                "schemaVersion",
                2,
                "mediaType",
                MANIFEST_TYPE,
                "config",
                part("application/vnd.docker.container.image.v1+json", config),
                "layers",
                layers.stream()
                        .map(layer -> part("application/vnd.docker.image.rootfs.diff.tar.gzip", layer))
                        .toList()));
        return new RandomImage(List.copyOf(layers), config, manifest);
    }

    static String digest(byte[] bytes) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static Map<String, Object> part(String type, byte[] bytes) {
        return Map.of("mediaType", type, "size", bytes.length, "digest", digest(bytes));
    }

    private static byte[] tar(String name, int size) {
        var content = new byte[size];
        ThreadLocalRandom.current().nextBytes(content);
        var header = new byte[TAR_BLOCK];
        put(header, 0, name);
        put(header, 100, "0000644\0");
        put(header, 108, "0000000\0");
        put(header, 116, "0000000\0");
        put(header, 124, "%011o\0".formatted(size));
        put(header, 136, "00000000000\0");
        Arrays.fill(header, 148, 156, (byte) ' ');
        put(header, 156, "0");
        put(header, 257, "ustar\00000");
        int sum = 0;
        for (var each : header) {
            sum += each & 0xff;
        }
        put(header, 148, "%06o\0 ".formatted(sum));
        var tar = new ByteArrayOutputStream();
        tar.writeBytes(header);
        tar.writeBytes(content);
        // up to the next block, and two empty blocks as the end
        tar.writeBytes(new byte[Math.floorMod(-size, TAR_BLOCK) + 2 * TAR_BLOCK]);
        return tar.toByteArray();
    }

    private static void put(byte[] header, int at, String text) {
        var bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    private static byte[] gzip(byte[] bytes) {
        var zipped = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(zipped)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped.toByteArray();
    }

    private static byte[] json(Object value) {
        try {
            return Json.tolerant().writeValueAsBytes(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compressed, as they travel. */
    List<byte[]> layers() {
        return layers;
    }

    /** The image's own description. */
    byte[] config() {
        return config;
    }

    /** What the registry keeps under the image's tag. */
    byte[] manifest() {
        return manifest;
    }

    /** The id that an engine gives the image. */
    String id() {
        return digest(config);
    }
}
