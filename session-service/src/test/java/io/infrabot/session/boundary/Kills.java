package io.infrabot.session.boundary;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Which boundaries a world meets, and at which of them it kills. */
final class Kills {

    /**
     * Where processes are to be killed: at the first of these boundaries that are met.
     *
     * @param kills how many in all
     */
    record Plan(Set<Boundary> at, int kills) {}

    private final Plan plan;
    private final Random random;
    private final Set<Boundary> seen = new LinkedHashSet<>();
    private final List<Boundary> killedAt = new ArrayList<>();

    Kills(Plan plan, Random random) {
        this.plan = plan;
        this.random = random;
    }

    /** Whether the process that meets {@code boundary} is to die there. */
    boolean isDueAt(Boundary boundary) {
        seen.add(boundary);
        if (killedAt.size() >= plan.kills() || !plan.at().contains(boundary)) {
            return false;
        }
        if (random.nextInt(8) == 0) {
            // not always the first time
            return false;
        }
        killedAt.add(boundary);
        return true;
    }

    /** The boundaries that were met, killed at or not. */
    Set<Boundary> seen() {
        return seen;
    }

    List<Boundary> killedAt() {
        return killedAt;
    }
}
