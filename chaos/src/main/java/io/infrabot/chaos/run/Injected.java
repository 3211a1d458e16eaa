package io.infrabot.chaos.run;

import io.infrabot.chaos.fault.Fault;
import io.infrabot.chaos.fault.Outcome;
import java.time.Duration;

/** One fault that was injected, what came of it, and how long it all took. */
public record Injected(Fault fault, Outcome outcome, Duration took) {

    String line() {
        var line = new StringBuilder("%s %-4s %6.1f s  %s"
                .formatted(
                        outcome.broken().isEmpty() ? "ok" : "!!", fault.id(), took.toMillis() / 1e3, outcome.told()));
        outcome.measured().forEach((name, time) -> line.append("; %s %d ms".formatted(name, time.toMillis())));
        outcome.broken().forEach(sentence -> line.append("; NOT MET: ").append(sentence));
        outcome.missed().forEach(sentence -> line.append("; MISSED: ").append(sentence));
        return line.toString();
    }
}
