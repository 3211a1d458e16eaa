package io.infrabot.session.nodes;

import io.infrabot.events.Beat;
import io.infrabot.events.RunId;
import io.infrabot.session.placement.Nodes.Holding;
import io.infrabot.session.placement.Nodes.RunInBeat;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;

/** The last beat of a node, and what follows from it and from the silence since. */
final class NodeLiveness {

    private final Beat beat;
    private final Set<RunId> runs;
    private final Duration at;

    /** A beat that was read {@code at} that time of the clock. */
    NodeLiveness(Beat beat, Duration at) {
        this.beat = beat;
        this.runs = Set.copyOf(beat.runs());
        this.at = at;
    }

    Beat beat() {
        return beat;
    }

    boolean isOf(String incarnation) {
        return beat.incarnation().equals(incarnation);
    }

    Duration silence(Duration now) {
        return now.minus(at);
    }

    LivenessState liveness(Duration now) {
        if (beat.leaving()) {
            return LivenessState.LEFT;
        }
        var silence = silence(now);
        if (silence.compareTo(KnownNodes.LOST_AFTER) > 0) {
            return LivenessState.LOST;
        }
        return silence.compareTo(KnownNodes.SUSPECT_AFTER) > 0 ? LivenessState.SUSPECT : LivenessState.ALIVE;
    }

    /** Whether that incarnation of the node has the run. */
    Holding holding(String incarnation, RunId run, Duration now) {
        if (!isOf(incarnation)) {
            return new Holding.Lost(Duration.ZERO);
        }
        return switch (liveness(now)) {
            case LEFT -> new Holding.Lost(Duration.ZERO);
            case LOST -> new Holding.Lost(silence(now));
            case ALIVE, SUSPECT -> runs.contains(run) ? new Holding.Held() : new Holding.NotHeld();
        };
    }

    /** Every run that it names, as far as the name is one of ours. */
    Stream<RunInBeat> held() {
        return runs.stream()
                .filter(RunInBeat::isNamedLike)
                .map(run -> new RunInBeat(beat.node(), beat.incarnation(), run));
    }
}
