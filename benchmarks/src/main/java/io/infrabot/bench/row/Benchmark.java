package io.infrabot.bench.row;

import io.infrabot.bench.result.Outcome;
import io.infrabot.bench.rig.Rig;

/** One row of the table. */
public interface Benchmark {

    /** As it is named on the command line. */
    String name();

    /** The workload, and what it is compared with, in a line. */
    String what();

    /** Measures it; what it starts is gone when this returns. */
    Outcome run(Rig rig) throws Exception;
}
