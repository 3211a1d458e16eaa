package io.infrabot.bench.row;

import java.util.List;
import java.util.Optional;

/** All of them, in the order in which they run. */
public final class Benchmarks {

    private static final List<Benchmark> ALL = List.of(
            new Accept(),
            new EndToEndNoop(),
            new EndToEndDurable(),
            new CachedRead(),
            new SessionsCreated(),
            new ToolCalls(),
            new FoldRate(),
            new SessionMemory(),
            new DockerClient(),
            new OverheadTag(),
            new OverheadInspect(),
            new EndToEndTag(),
            new Startup(),
            new NormalCpu(),
            new Failover(),
            new Recovery(),
            new Burst());

    private Benchmarks() {}

    public static List<Benchmark> all() {
        return ALL;
    }

    public static Optional<Benchmark> named(String name) {
        return ALL.stream().filter(each -> each.name().equals(name)).findFirst();
    }
}
