package io.infrabot.testkit.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A process of the world, such as {@code session-2}.
 *
 * @param number from 1
 */
public record Member(Kind kind, int number) {

    /**
     * What a process does: a row of {@code dev/members.tsv}.
     *
     * @param word as in the names of modules and nodes
     * @param isNode whether its members execute operations, and beat
     * @param second where it is asked for its health; a broker's is its controller's
     * @param main its main class, or {@code -} for a service, which Quarkus has made runnable
     * @param heap options of the JVM
     */
    public record Kind(
            String word, boolean isNode, Port port, Port second, String main, List<String> heap, String module) {

        /** A build lays it there, so that it is found wherever these classes run. */
        private static final List<Kind> ALL = in(resource("/infrabot/members.tsv"));

        public static final Kind BROKER = named("broker");
        public static final Kind SESSION = named("session");
        public static final Kind DOCKER_OPS = named("docker-ops");
        public static final Kind TOOL_RUNNER = named("tool-runner");

        public Kind {
            heap = List.copyOf(heap);
        }

        /** Every kind, in the order of their start. */
        public static List<Kind> all() {
            return ALL;
        }

        /** Every kind but the broker, nodes first: in the order in which a seed of {@code --kills} draws its faults. */
        public static List<Kind> services() {
            return Stream.concat(nodes().stream(), ALL.stream().filter(kind -> kind.isService() && !kind.isNode()))
                    .toList();
        }

        public static List<Kind> nodes() {
            return ALL.stream().filter(Kind::isNode).toList();
        }

        /** The rows of such a table. */
        public static List<Kind> in(String table) {
            return table.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#") && !line.startsWith("kind\t"))
                    .map(Kind::row)
                    .toList();
        }

        private static Kind row(String line) {
            var cells = line.split("\t", -1);
            if (cells.length != 7) {
                throw new IllegalArgumentException("a row has 7 cells with a tab between two, but is '" + line + "'");
            }
            return new Kind(
                    cells[0],
                    cells[1].equals("yes"),
                    Port.cell(cells[2]),
                    Port.cell(cells[3]),
                    cells[4],
                    List.of(cells[5].split(" ")),
                    cells[6]);
        }

        private static Kind named(String word) {
            return ALL.stream()
                    .filter(kind -> kind.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("dev/members.tsv has no row " + word));
        }

        private static String resource(String name) {
            try (var stream = Objects.requireNonNull(Member.class.getResourceAsStream(name), name)) {
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Whether Quarkus runs it: all but the broker. */
        public boolean isService() {
            return main.equals("-");
        }

        @Override
        public String toString() {
            return word;
        }
    }

    /** A port of a kind's first member, and the variable that sets another. */
    public record Port(String variable, int usual) {

        private static Port cell(String cell) {
            var sides = cell.split("=", 2);
            return new Port(sides[0], Integer.parseInt(sides[1]));
        }
    }

    public Member {
        if (number < 1) {
            throw new IllegalArgumentException("members are counted from 1, not from " + number);
        }
    }

    public static Member broker(int number) {
        return new Member(Kind.BROKER, number);
    }

    public static Member session(int number) {
        return new Member(Kind.SESSION, number);
    }

    public static Member dockerOps(int number) {
        return new Member(Kind.DOCKER_OPS, number);
    }

    public static Member toolRunner(int number) {
        return new Member(Kind.TOOL_RUNNER, number);
    }

    /** As in the list of nodes and in the names of logs. */
    public String id() {
        return kind.word() + "-" + number;
    }

    @Override
    public String toString() {
        return id();
    }
}
