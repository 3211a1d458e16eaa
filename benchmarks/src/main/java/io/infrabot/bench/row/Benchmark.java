package io.infrabot.bench.row;

import io.infrabot.bench.result.Outcome.Measured;
import io.infrabot.bench.rig.Rig;
import java.util.Optional;

/** One row of the table. */
public interface Benchmark {

    /** As it is named on the command line. */
    String name();

    /** The workload, and what it is compared with, in a line. */
    String what();

    /** Why it cannot be measured here in a way that could be compared with other machines; empty where it can. */
    default Optional<String> obstacle() {
        return Optional.empty();
    }

    /** Measures it; what it starts is gone when this returns. */
    Measured run(Rig rig) throws Exception;
}
