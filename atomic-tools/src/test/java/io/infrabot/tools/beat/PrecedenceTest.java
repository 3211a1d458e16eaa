package io.infrabot.tools.beat;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.NodeId;
import io.infrabot.events.NodeRegistered;
import io.infrabot.tools.run.NodeIdentity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Two processes under one node id. */
class PrecedenceTest {

    private static final NodeId NODE = new NodeId("tool-runner-1");

    private final Precedence ours = of("ours");

    @Test
    void whoRegisteredFirstGivesWayToWhoCameLater() {
        ours.read(registration("ours", null), 10);
        ours.read(registration("other", null), 20);

        assertThat(isReplaced(ours)).isTrue();
    }

    @Test
    void whoCameLaterGoesOn() {
        ours.read(registration("other", null), 10);
        ours.read(registration("ours", null), 20);

        assertThat(isReplaced(ours)).isFalse();
    }

    @Test
    void toRegisterAgainChangesNothing() {
        ours.read(registration("ours", null), 20);
        ours.read(registration("other", 10L), 30);

        assertThat(isReplaced(ours)).isFalse();
    }

    @Test
    void ourSecondRegistrationNamesTheFirst() {
        assertThat(ours.firstOffset()).isNull();

        ours.read(registration("ours", null), 10);
        ours.read(registration("ours", 10L), 40);

        assertThat(ours.firstOffset()).isEqualTo(10);
    }

    @Test
    void aRegistrationThatSomebodyTookBackIsSaidAgain() {
        assertThat(ours.read(null, 5)).isFalse();
        ours.read(registration("ours", null), 10);

        assertThat(ours.read(null, 11)).isTrue();
        assertThat(isReplaced(ours)).isFalse();
    }

    @Test
    void onATopicThatWasMadeAnewOursIsSaidAgain() {
        ours.read(registration("ours", null), 10);

        assertThat(ours.read(registration("other", null), 0)).isTrue();
        assertThat(ours.firstOffset()).isNull();
    }

    /** Whatever is read when, and whatever compaction has taken: exactly one goes on, and it is the last to come. */
    @Test
    void exactlyOneOfManyGoesOn() {
        for (int seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            var names = new ArrayList<>(List.of("a", "b", "c", "d"));
            Collections.shuffle(names, random);
            var log = new TreeMap<Long, NodeRegistered>();
            var firsts = new TreeMap<String, Long>();
            var processes = new TreeMap<String, Precedence>();
            var position = new TreeMap<String, Long>();
            long end = 0;
            for (var name : names) {
                // before the next one registers, an earlier one may do so again
                for (var earlier : firsts.keySet()) {
                    if (random.nextBoolean()) {
                        log.put(end++, registration(earlier, firsts.get(earlier)));
                    }
                    if (random.nextBoolean()) {
                        readOn(processes.get(earlier), log, position, earlier);
                    }
                    if (random.nextBoolean()) {
                        log.headMap(end - 1).clear();
                    }
                }
                firsts.put(name, end);
                processes.put(name, of(name));
                position.put(name, 0L);
                // its own is read back before compaction reaches it: that leaves what is new alone
                log.put(end++, registration(name, null));
                readOn(processes.get(name), log, position, name);
            }
            processes.forEach((name, process) -> readOn(process, log, position, name));

            var last = names.getLast();
            assertThat(processes.keySet())
                    .as("seed %d", seed)
                    .allSatisfy(
                            name -> assertThat(isReplaced(processes.get(name))).isEqualTo(!name.equals(last)));
        }
    }

    private static void readOn(
            Precedence process, SortedMap<Long, NodeRegistered> log, Map<String, Long> position, String name) {
        log.tailMap(position.get(name)).forEach((offset, each) -> process.read(each, offset));
        position.put(name, log.isEmpty() ? 0 : log.lastKey() + 1);
    }

    private static Precedence of(String incarnation) {
        return new Precedence(new NodeIdentity(NODE, "tool-runner", incarnation));
    }

    private static boolean isReplaced(Precedence precedence) {
        return precedence.replaced().toCompletableFuture().isDone();
    }

    private static NodeRegistered registration(String incarnation, @Nullable Long firstOffset) {
        return new NodeRegistered(
                NODE,
                "tool-runner",
                incarnation,
                "host",
                "1",
                null,
                List.of(),
                Map.of(),
                3,
                Instant.EPOCH,
                firstOffset);
    }
}
