package io.infrabot.chaos.run;

import io.infrabot.wire.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Says a verdict, for people and for machines. */
final class Report {

    private static final int SHOWN = 40;

    private Report() {}

    static void print(Verdict verdict, PrintStream out) {
        verdict.skipped().forEach(each -> out.println("skipped " + each));
        out.println("attempts   " + words(verdict.attempts()));
        out.println("operations " + words(verdict.operations()));
        out.printf(
                "history    %d facts, %d of them void; %d effects counted outside; %d readers%n",
                verdict.evidence().history().size(),
                verdict.voids(),
                verdict.evidence().effects().size(),
                verdict.evidence().streams().size());
        verdict.figures().forEach((name, figures) -> out.printf("%-10s %s%n", name, figures));
        out.printf("drain      %d ms%n", verdict.drained().toMillis());
        verdict.surprises().stream().distinct().forEach(each -> out.println("surprise   " + each.replace('\n', ' ')));
        verdict.broken().forEach(each -> out.println("not met    " + each));
        verdict.missed().forEach(each -> out.println("missed     " + each));
        verdict.anomalies().stream().limit(SHOWN).forEach(each -> out.println("ANOMALY " + each));
        if (verdict.anomalies().size() > SHOWN) {
            out.printf("… and %d more%n", verdict.anomalies().size() - SHOWN);
        }
        out.println(last(verdict));
    }

    private static String last(Verdict verdict) {
        if (verdict.isClean()) {
            return "CHAOS OK seed=%d faults=%d anomalies=0%s"
                    .formatted(
                            verdict.seed(),
                            verdict.faults(),
                            verdict.missed().isEmpty()
                                    ? ""
                                    : " goals missed=" + verdict.missed().size());
        }
        var names = verdict.anomalies().stream()
                .collect(Collectors.groupingBy(each -> each.name().words(), Collectors.counting()));
        return "CHAOS FAILED seed=%d faults=%d anomalies=%d %s expectations not met=%d"
                .formatted(
                        verdict.seed(),
                        verdict.faults(),
                        verdict.anomalies().size(),
                        names,
                        verdict.broken().size() + verdict.surprises().size());
    }

    /** The same, as one JSON object. */
    static void write(Verdict verdict, Path file) throws IOException {
        var all = new LinkedHashMap<String, Object>();
        all.put("seed", verdict.seed());
        all.put("ok", verdict.isClean());
        all.put("tookMs", verdict.took().toMillis());
        all.put(
                "faults",
                verdict.injected().stream()
                        .map(each -> Map.of(
                                "id",
                                each.fault().id(),
                                "told",
                                each.outcome().told(),
                                "tookMs",
                                each.took().toMillis(),
                                "measuredMs",
                                each.outcome().measured().entrySet().stream()
                                        .collect(Collectors.toMap(
                                                Map.Entry::getKey,
                                                time -> time.getValue().toMillis())),
                                "notMet",
                                each.outcome().broken(),
                                "missed",
                                each.outcome().missed()))
                        .toList());
        all.put("skipped", verdict.skipped());
        all.put("attempts", verdict.attempts());
        all.put("operations", verdict.operations());
        all.put("facts", verdict.evidence().history().size());
        all.put("voidFacts", verdict.voids());
        all.put(
                "figuresMs",
                verdict.figures().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, each -> ofMillis(each.getValue()))));
        all.put("drainMs", verdict.drained().toMillis());
        all.put("surprises", verdict.surprises());
        all.put("anomalies", verdict.anomalies());
        Files.write(file, Json.tolerant().writerWithDefaultPrettyPrinter().writeValueAsBytes(all));
    }

    private static Map<String, Long> ofMillis(Figures figures) {
        return Map.of(
                "n",
                (long) figures.n(),
                "p50",
                figures.p50().toMillis(),
                "p95",
                figures.p95().toMillis(),
                "max",
                figures.max().toMillis());
    }

    private static String words(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", "));
    }
}
