package io.infrabot.bench.run;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Where and when it ran, without which no figure means anything.
 *
 * @param commit of the sources, with {@code +} where they were changed since; empty where nobody knows
 */
record Machine(String cpu, int cores, long memoryMegabytes, String kernel, String java, Instant at, String commit) {

    private static final long MEGABYTE = 1024 * 1024;

    static Machine here() {
        var system = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        return new Machine(
                cpuModel(),
                system.getAvailableProcessors(),
                system.getTotalMemorySize() / MEGABYTE,
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vendor.version", "") + " " + Runtime.version(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                System.getProperty("infrabot.commit", ""));
    }

    /** How many threads wanted a core, on average over the last minute; negative where that is not known. */
    static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static String cpuModel() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s, %d cores, %,d MB; %s; Java %s; %s%s",
                cpu,
                cores,
                memoryMegabytes,
                kernel,
                java.strip(),
                at,
                commit.isEmpty() ? "" : "; commit " + commit);
    }
}
