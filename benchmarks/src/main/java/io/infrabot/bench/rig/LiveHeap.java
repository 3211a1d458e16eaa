package io.infrabot.bench.rig;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The bytes of all objects that a JVM still needs, as that JVM counts them after a full collection. */
public final class LiveHeap {

    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+[0-9]+\\s+([0-9]+)");

    private final long pid;

    public LiveHeap(long pid) {
        this.pid = pid;
    }

    /** Collects, then counts. */
    public long bytes() throws IOException, InterruptedException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var process = new ProcessBuilder(jcmd, Long.toString(pid), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var total = TOTAL.matcher(said);
        if (process.waitFor() != 0 || !total.find()) {
            throw new IOException("jcmd does not say how much lives in %d: %s".formatted(pid, said.strip()));
        }
        return Long.parseLong(total.group(1));
    }
}
