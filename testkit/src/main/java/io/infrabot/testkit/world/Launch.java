package io.infrabot.testkit.world;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Starts the process of one place.
 *
 * @param buildRoot image builds may read what is in here
 */
record Launch(Programs programs, Path buildRoot) {

    /** As in {@code dev/stack.sh}. */
    private static final List<String> OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    /** Of three brokers each has every record. */
    private static final int COPIES = 3;

    Child start(Place place, List<Place> everybody) {
        return Child.start(command(place, everybody), environment(place, everybody), place.log());
    }

    /** The brokers among them, as a client's setting. */
    static String bootstrapServers(List<Place> everybody) {
        return brokers(everybody)
                .map(place -> place.host() + ":" + place.port())
                .collect(Collectors.joining(","));
    }

    private static Stream<Place> brokers(List<Place> everybody) {
        return everybody.stream().filter(place -> !place.member().kind().isService());
    }

    /** A broker that has others beside it is told who they all are. */
    private static List<String> quorum(Place place, List<Place> everybody) {
        if (brokers(everybody).count() == 1) {
            return List.of();
        }
        var voters = brokers(everybody)
                .map(each -> "%d@%s:%d".formatted(each.member().number(), each.host(), each.secondPort()))
                .collect(Collectors.joining(","));
        return List.of("--node-id", Integer.toString(place.member().number()), "--voters", voters);
    }

    private Map<String, String> environment(Place place, List<Place> everybody) {
        var kind = place.member().kind();
        var environment = new HashMap<String, String>();
        environment.put(kind.port().variable(), Integer.toString(place.port()));
        environment.put(kind.second().variable(), Integer.toString(place.secondPort()));
        environment.put("INFRABOT_HTTP_HOST", place.host());
        environment.put("INFRABOT_DATA_DIR", place.data().toString());
        environment.put("INFRABOT_NODE_ID", place.member().id());
        environment.put("INFRABOT_BUILD_ROOTS", buildRoot.toString());
        environment.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers(everybody));
        environment.put("DOCKER_HOST", EngineProbe.address());
        // as dev/stack.sh does: fewer pools of native memory
        environment.put("MALLOC_ARENA_MAX", "2");
        if (brokers(everybody).count() >= COPIES) {
            environment.put("INFRABOT_SESSION_REPLICAS", Integer.toString(COPIES));
            // the group answers nobody until a broker that died is out of the in-sync copies
            environment.put("INFRABOT_SESSION_GROUP_TIMEOUT", "10000");
        } else {
            // as dev/stack.sh does: our own broker allows less than the usual 6 s
            environment.put("INFRABOT_SESSION_GROUP_TIMEOUT", "2500");
        }
        environment.putAll(place.manner().environment());
        return environment;
    }

    private List<String> command(Place place, List<Place> everybody) {
        var kind = place.member().kind();
        var command = new ArrayList<>(place.manner().prefix());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(kind.heap());
        command.addAll(OPTIONS);
        command.addAll(programs.options());
        command.addAll(programs.archive(kind));
        command.addAll(programs.command(kind));
        if (!kind.isService()) {
            command.addAll(List.of(
                    "--data",
                    place.data().toString(),
                    "--port",
                    Integer.toString(place.port()),
                    "--controller-port",
                    Integer.toString(place.secondPort()),
                    "--host",
                    place.host()));
            command.addAll(quorum(place, everybody));
        }
        command.addAll(place.manner().arguments());
        return command;
    }
}
