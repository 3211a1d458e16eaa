package io.infrabot.bench.peer;

import io.infrabot.bench.rig.Wire;
import io.infrabot.bench.rig.Wires;
import java.io.IOException;

/** A system that does noops as durably as it does anything, and answers each when it has ended. */
public interface DurablePeer extends AutoCloseable {

    /** A connection to its door. */
    Wire wire() throws IOException;

    /** A noop of that caller, answered when it has ended. */
    Wires.Call noop(int caller);

    @Override
    void close();
}
