package io.infrabot.session.placement;

import io.infrabot.events.NodeId;
import io.infrabot.events.OperationId;
import io.infrabot.events.RunId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The nodes, for those who place. Read at the moment of a decision; calls are thread-safe and do not block. */
public interface Nodes {

    /** Every node that has been heard of, those that may take no work included. */
    List<Candidate> all();

    /** JSON Schema of the arguments of {@code type}, from any node that was ever registered with it; else null. */
    @Nullable
    Map<String, Object> schemaOf(String type);

    /** Waits until every registration that stands has been read: before, nobody knows which tools there are. */
    default void awaitRegistrations() {}

    /** Counts a run against a node until its beats show it. */
    void reserve(NodeId node, RunId run, String type);

    /** What is known of {@code run}, which the ledger says stands on {@code incarnation} of {@code node}. */
    Holding holding(NodeId node, String incarnation, RunId run);

    /** Sequence of the last beat heard of {@code incarnation} of {@code node}; 0 where none was. */
    long lastBeat(NodeId node, String incarnation);

    /** Every run that a live node says it holds. */
    List<RunInBeat> held();

    /** A run on a node, by the node's own word. */
    record RunInBeat(NodeId node, String incarnation, RunId run) {

        private static final Pattern NAME =
                Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.[a-z2-7]{12}:\\d+");

        /** Whether {@code run} is named as runs are named here: {@code <operation>:<placement>}. */
        public static boolean isNamedLike(RunId run) {
            return NAME.matcher(run.value()).matches();
        }

        /** The operation that the run is one of. */
        public OperationId operation() {
            return new OperationId(run.value().substring(0, run.value().lastIndexOf(':')));
        }
    }

    /** Whether a node still has a run. */
    sealed interface Holding {

        /** Its beats say so. */
        record Held() implements Holding {}

        /** It is alive, and its beats do not name the run. */
        record NotHeld() implements Holding {}

        /**
         * The incarnation is gone.
         *
         * @param silentFor how long nothing was heard; zero where it said that it leaves, or another has taken its place
         */
        record Lost(Duration silentFor) implements Holding {}
    }
}
