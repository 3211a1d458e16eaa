package io.infrabot.chaos.run;

import io.infrabot.chaos.broker.BrokerFaults;
import io.infrabot.chaos.clock.ClockFaults;
import io.infrabot.chaos.engine.EngineFaults;
import io.infrabot.chaos.fault.Fault;
import io.infrabot.chaos.fault.ProcessFaults;
import io.infrabot.chaos.net.NetworkFaults;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every fault there is, by its number. */
public final class Faults {

    private static final List<Fault> ALL = Stream.of(
                    ProcessFaults.all(), BrokerFaults.all(), NetworkFaults.all(), ClockFaults.all(), EngineFaults.all())
            .flatMap(List::stream)
            .sorted(Comparator.comparing(Fault::id))
            .toList();

    private Faults() {}

    public static List<Fault> all() {
        return ALL;
    }

    public static Optional<Fault> named(String id) {
        return ALL.stream().filter(fault -> fault.id().equals(id)).findFirst();
    }
}
