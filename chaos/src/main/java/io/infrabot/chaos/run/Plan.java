package io.infrabot.chaos.run;

import io.infrabot.chaos.fault.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;

/**
 * Which faults, and for how long.
 *
 * @param once whether each fault is injected once, in the given order, however long it takes; else they come in an
 *     order drawn from the seed, again and again, until the time is over
 */
public record Plan(long seed, Duration time, List<Fault> faults, boolean once) {

    private static final int SHARES = 20;
    private static final Duration SHORTEST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    public Plan {
        faults = List.copyOf(faults);
    }

    /** As many brokers as the most demanding fault wants. */
    int brokers() {
        return faults.stream().mapToInt(Fault::brokers).max().orElse(1);
    }

    /** How long a fault lasts that could last as long as one likes: there should be time for the others, too. */
    Duration hold() {
        var share = time.dividedBy(SHARES);
        return share.compareTo(LONGEST) > 0 ? LONGEST : share.compareTo(SHORTEST) < 0 ? SHORTEST : share;
    }

    /** The faults that this machine allows, in their order, without end unless each comes once. */
    Iterator<Fault> order() {
        var possible =
                faults.stream().filter(fault -> fault.obstacle().isEmpty()).toList();
        return once ? possible.iterator() : new Shuffled(possible, new Random(seed));
    }

    List<Fault> impossible() {
        return faults.stream().filter(fault -> fault.obstacle().isPresent()).toList();
    }

    /** All of them in one order, then all in another. */
    private static final class Shuffled implements Iterator<Fault> {

        private final List<Fault> faults;
        private final Random random;
        private Iterator<Fault> round = Collections.emptyIterator();

        private Shuffled(List<Fault> faults, Random random) {
            this.faults = faults;
            this.random = random;
        }

        @Override
        public boolean hasNext() {
            return !faults.isEmpty();
        }

        @Override
        public Fault next() {
            if (faults.isEmpty()) {
                throw new NoSuchElementException();
            }
            if (!round.hasNext()) {
                var next = new ArrayList<>(faults);
                Collections.shuffle(next, random);
                round = next.iterator();
            }
            return round.next();
        }
    }
}
