package io.infrabot.localstack;

import static java.util.stream.Collectors.joining;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.common.Uuid;

/**
 * Which broker of which cluster one is, and on which address it is reached.
 *
 * @param nodeId 1 or more, unique in the cluster
 * @param host   a literal address, listened on and told to clients
 * @param voters the controllers of all brokers, this one among them; none for a broker that is alone
 */
public record Cluster(int nodeId, String host, List<Voter> voters) {

    /** The controller of one broker. */
    public record Voter(int nodeId, String host, int port) {

        @Override
        public String toString() {
            return "%d@%s:%d".formatted(nodeId, host, port);
        }
    }

    private static final int MANY = 3;

    public Cluster {
        voters = List.copyOf(voters);
        if (nodeId < 1) {
            throw new IllegalArgumentException("a node id must be 1 or more, but is " + nodeId);
        }
        address(host);
        var id = nodeId;
        if (!voters.isEmpty() && voters.stream().noneMatch(isNode(id))) {
            throw new IllegalArgumentException("node %d is not among the voters %s".formatted(id, written(voters)));
        }
    }

    /** A broker that is alone and heard on this machine only. */
    public static Cluster alone() {
        return new Cluster(1, Ports.HOST, List.of());
    }

    /** Reads {@code 1@host:port,2@host:port}. */
    public static List<Voter> votersOf(String text) {
        var voters = new ArrayList<Voter>();
        for (var each : text.split(",", -1)) {
            var at = each.indexOf('@');
            var colon = each.lastIndexOf(':');
            if (at < 1 || colon < at) {
                throw new IllegalArgumentException("a voter is ID@HOST:PORT, not " + each);
            }
            voters.add(new Voter(
                    number(each.substring(0, at)), each.substring(at + 1, colon), number(each.substring(colon + 1))));
        }
        return voters;
    }

    /** On how many brokers Kafka keeps its own topics: three as soon as there are three. */
    int copies() {
        return voters.size() < MANY ? 1 : MANY;
    }

    /** How many of the copies must hold a record before it is acknowledged: one may always be away. */
    int copiesInSync() {
        return Math.max(1, copies() - 1);
    }

    /** The same for every broker of the cluster, without asking one of them. */
    String id() {
        if (voters.isEmpty()) {
            return Uuid.randomUuid().toString();
        }
        var name = UUID.nameUUIDFromBytes(written(voters).getBytes(StandardCharsets.UTF_8));
        return new Uuid(name.getMostSignificantBits(), name.getLeastSignificantBits()).toString();
    }

    /** As Kafka wants them; {@code controllerPort} is this one's own. */
    String quorum(int controllerPort) {
        return voters.isEmpty() ? new Voter(nodeId, host, controllerPort).toString() : written(voters);
    }

    /** The port that the others expect this one's controller on; {@code otherwise} when it is alone. */
    int controllerPort(int otherwise) {
        return voters.stream()
                .filter(isNode(nodeId))
                .map(Voter::port)
                .findFirst()
                .orElse(otherwise);
    }

    private static Predicate<Voter> isNode(int nodeId) {
        return voter -> voter.nodeId() == nodeId;
    }

    private static String written(List<Voter> voters) {
        return voters.stream().map(Voter::toString).collect(joining(","));
    }

    static InetAddress address(String host) {
        try {
            return InetAddress.ofLiteral(host);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a host is an address such as 127.0.0.1, not " + host, e);
        }
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a voter is ID@HOST:PORT; %s is not a number".formatted(text), e);
        }
    }
}
