package io.infrabot.chaos.net;

import io.infrabot.chaos.fault.Fault;
import java.util.List;

/** What can happen to the network of a node. */
public final class NetworkFaults {

    private NetworkFaults() {}

    public static List<Fault> all() {
        return List.of(NodeCutOff.bothWays(), NodeCutOff.oneWay(), new Flapping(), new BadCable());
    }
}
