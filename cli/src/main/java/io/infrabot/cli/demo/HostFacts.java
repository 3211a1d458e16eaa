package io.infrabot.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.BiPredicate;

/**
 * What Linux itself says of this machine.
 *
 * @param kernel release of the running kernel
 * @param cores  processors that it schedules on
 */
record HostFacts(String kernel, int cores) {

    static HostFacts of(Path proc) throws IOException {
        var kernel = Files.readString(proc.resolve("sys/kernel/osrelease")).strip();
        try (var lines = Files.lines(proc.resolve("cpuinfo"))) {
            return new HostFacts(kernel, (int)
                    lines.filter(line -> line.startsWith("processor")).count());
        }
    }

    /** Whether {@code result}, whatever its shape, tells the same kernel and the same number of cores. */
    void compareWith(JsonNode result) throws CheckFailed {
        CheckFailed.unless(
                anywhere(
                        "",
                        result,
                        (_, value) -> value.isTextual() && value.asText().contains(kernel)),
                "the facts do not name the kernel " + kernel + " of /proc: " + result);
        CheckFailed.unless(
                anywhere("", result, (name, value) -> isOfCores(name) && value.asInt(-1) == cores),
                "the facts do not count the " + cores + " cores of /proc: " + result);
    }

    private static boolean isOfCores(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return lower.contains("core") || lower.contains("cpu") || lower.contains("processor");
    }

    /** A field's name is the whole way to it, so that {@code cpu.count} is as good as {@code cpuCount}. */
    private static boolean anywhere(String name, JsonNode node, BiPredicate<String, JsonNode> wanted) {
        if (node.isValueNode()) {
            return wanted.test(name, node);
        }
        for (var field : node.properties()) {
            if (anywhere(name + "." + field.getKey(), field.getValue(), wanted)) {
                return true;
            }
        }
        for (var element : node.isArray() ? node : java.util.List.<JsonNode>of()) {
            if (anywhere(name, element, wanted)) {
                return true;
            }
        }
        return false;
    }
}
