package io.infrabot.testkit.world;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a member runs, where that is not as usual.
 *
 * @param host where it listens, and under which others reach it
 * @param prefix put before its command, such as {@code ip netns exec NAME}
 * @param environment on top of what the world gives it, and stronger
 * @param arguments put behind its command
 */
public record Manner(String host, List<String> prefix, Map<String, String> environment, List<String> arguments) {

    /** As every member runs of which nothing else is said. */
    public static final Manner USUAL = new Manner("127.0.0.1", List.of(), Map.of(), List.of());

    public Manner {
        prefix = List.copyOf(prefix);
        environment = Map.copyOf(environment);
        arguments = List.copyOf(arguments);
    }

    public Manner at(String address) {
        return new Manner(address, prefix, environment, arguments);
    }

    public Manner behind(String... command) {
        return new Manner(host, List.of(command), environment, arguments);
    }

    public Manner with(String variable, String value) {
        var more = new HashMap<>(environment);
        more.put(variable, value);
        return new Manner(host, prefix, more, arguments);
    }

    public Manner and(String... furtherArguments) {
        var more = new ArrayList<>(arguments);
        more.addAll(List.of(furtherArguments));
        return new Manner(host, prefix, environment, more);
    }
}
