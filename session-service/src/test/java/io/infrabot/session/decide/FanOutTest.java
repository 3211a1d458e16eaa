package io.infrabot.session.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.Beat;
import io.infrabot.events.ErrorCode;
import io.infrabot.events.NodeId;
import io.infrabot.events.OperationError;
import io.infrabot.events.OperationStatus;
import io.infrabot.events.Report;
import io.infrabot.events.Request;
import io.infrabot.events.SessionId;
import io.infrabot.events.Target;
import io.infrabot.events.Usage;
import io.infrabot.events.WaitingReason;
import io.infrabot.session.ledger.Entry;
import io.infrabot.session.ledger.Operation;
import io.infrabot.session.ledger.Phase;
import io.infrabot.session.placement.Candidate;
import io.infrabot.session.placement.Nodes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An operation for all nodes and its sub-operations (R1.33). */
class FanOutTest {

    private static final SessionId SESSION = new SessionId("0197a000-0000-7000-8000-000000000001");
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Usage USAGE = new Usage(Duration.ofSeconds(2), Duration.ofMillis(5), 10, 20, 30);
    private static final String PULL = "docker.pull";

    private final Decider decider = new Decider(Rules.standard());
    private final LedgerInMemory ledger = new LedgerInMemory();
    private final List<Candidate> nodes = new ArrayList<>(List.of(node("a", "e1"), node("b", "e2"), node("c", "e3")));
    private int offset;

    @Test
    void eachNodeGetsASubOperationOfItsOwn() {
        askForAll();

        assertThat(parent().status()).isEqualTo(OperationStatus.RUNNING);
        assertThat(parts()).extracting(part -> part.node().value()).containsExactly("a", "b", "c");
        assertThat(parts()).allSatisfy(part -> {
            assertThat(part.ask().parent()).isEqualTo(parent().id());
            assertThat(part.ask().target().node()).isEqualTo(part.node().value());
            assertThat(part.phase()).isInstanceOf(Phase.Assigned.class);
        });
    }

    @Test
    void noEngineBecomesTheSessionsHome() {
        askForAll();

        assertThat(ledger.session().homeEngine()).isNull();
    }

    @Test
    void withoutANodeItWaitsAndBeginsWhenOneIsThere() {
        var all = List.copyOf(nodes);
        nodes.clear();
        askForAll();
        assertThat(parent().phase()).isEqualTo(new Phase.Waiting(WaitingReason.NO_CAPABLE_NODE));

        nodes.addAll(all);
        take(new Request.Release(SESSION, parent().id(), parent().latestRun()));

        assertThat(parts()).hasSize(3);
    }

    @Test
    void itSucceedsWithTheLastOfThemAndSaysWhoDidWhat() {
        askForAll();

        succeed(parts().get(0));
        succeed(parts().get(2));
        assertThat(parent().isOver()).isFalse();
        succeed(parts().get(1));

        assertThat(parent().phase()).isInstanceOfSatisfying(Phase.Succeeded.class, end -> {
            assertThat(end.usage()).isEqualTo(new Usage(Duration.ofSeconds(6), Duration.ofMillis(15), 30, 60, 90));
            assertThat(end.result())
                    .containsEntry(
                            "subOperations",
                            Map.of(
                                    "a", parts().get(0).id().value(),
                                    "b", parts().get(1).id().value(),
                                    "c", parts().get(2).id().value()));
        });
    }

    @Test
    void itEndsTrulyWhenSomeFail() {
        askForAll();

        fail(parts().get(1));
        succeed(parts().get(0));
        assertThat(parent().isOver()).isFalse();
        succeed(parts().get(2));

        assertThat(parent().phase()).isInstanceOfSatisfying(Phase.Failed.class, end -> {
            assertThat(end.error().code()).isEqualTo("SUB_OPERATIONS_FAILED");
            assertThat(end.error().message()).isEqualTo("1 of 3 sub-operations failed: b DOCKER_IMAGE_NOT_FOUND");
        });
    }

    @Test
    void cancellingItCancelsEachOfThem() {
        askForAll();
        succeed(parts().get(0));

        take(new Request.CancelOperation(SESSION, parent().id(), "enough"));
        assertThat(parent().status()).isEqualTo(OperationStatus.CANCELLING);
        assertThat(parts())
                .extracting(Operation::status)
                .containsExactly(OperationStatus.SUCCEEDED, OperationStatus.CANCELLING, OperationStatus.CANCELLING);
        cancelled(parts().get(1));
        cancelled(parts().get(2));

        assertThat(parent().status()).isEqualTo(OperationStatus.CANCELLED);
    }

    @Test
    void whatAllOfThemDidBeforeTheCancelIsDone() {
        askForAll();
        take(new Request.CancelOperation(SESSION, parent().id(), "too late"));

        parts().forEach(this::succeed);

        assertThat(parent().status()).isEqualTo(OperationStatus.SUCCEEDED);
    }

    @Test
    void aNodeThatStaysAwayFailsItsPartOnly() {
        askForAll();
        var gone = parts().get(0);
        var run = ((Phase.OnNode) gone.phase()).run();
        nodes.removeFirst();
        take(new Request.NodeLost(SESSION, gone.id(), run.id(), run.node(), run.incarnation(), Duration.ofSeconds(3)));
        assertThat(parts().get(0).phase()).isInstanceOf(Phase.Waiting.class);
        succeed(parts().get(1));
        succeed(parts().get(2));

        take(new Request.RunExpired(SESSION, gone.id(), parts().get(0).latestRun()));

        assertThat(parent().phase())
                .isInstanceOfSatisfying(
                        Phase.Failed.class,
                        end -> assertThat(end.error().message())
                                .isEqualTo("1 of 3 sub-operations failed: a NODE_LOST"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void whereverItIsCutOffItIsCarriedOnToTheSameEnd(int seed) {
        var random = new Random(seed);
        create();
        takeSome(all(), random);
        for (int round = 0; round < 200 && (parent() == null || !parent().isOver()); round++) {
            step(random);
        }

        assertThat(parts()).hasSize(3).allMatch(Operation::isOver);
        assertThat(parent().isOver()).isTrue();
        assertThat(parent().status())
                .isEqualTo(
                        parts().stream().anyMatch(part -> part.status() == OperationStatus.FAILED)
                                ? OperationStatus.FAILED
                                : parts().stream().anyMatch(part -> part.status() == OperationStatus.CANCELLED)
                                        ? OperationStatus.CANCELLED
                                        : OperationStatus.SUCCEEDED);
        assertThat(ledger.session().liveOperations()).isZero();
    }

    private void step(Random random) {
        var parent = parent();
        if (parent == null) {
            takeSome(all(), random);
            return;
        }
        var mayGoOn = parent.phase() instanceof Phase.Waiting || FanOut.isHeldUp(ledger, parent);
        if (mayGoOn) {
            takeSome(asked(new Request.Release(SESSION, parent.id(), parent.latestRun())), random);
        }
        if (random.nextInt(20) == 0) {
            takeSome(asked(new Request.CancelOperation(SESSION, parent.id(), null)), random);
        }
        for (var part : parts()) {
            if (part.phase() instanceof Phase.OnNode && random.nextInt(3) == 0) {
                takeSome(reported(random.nextInt(4) == 0 ? failed(part) : succeeded(part)), random);
            } else if (part.phase() instanceof Phase.Waiting) {
                takeSome(asked(new Request.Release(SESSION, part.id(), part.latestRun())), random);
            }
        }
    }

    private void askForAll() {
        create();
        take(all());
    }

    private void create() {
        take(asked(new Request.CreateSession(SESSION, "team", null, null, null, null, null)));
    }

    private Input all() {
        return asked(new Request.RunOperation(
                null, SESSION, PULL, Map.of("image", "app:1"), new Target(Target.Kind.all, null, null), null));
    }

    private void succeed(Operation part) {
        take(reported(succeeded(part)));
    }

    private void fail(Operation part) {
        take(reported(failed(part)));
    }

    private void cancelled(Operation part) {
        var run = ((Phase.OnNode) part.phase()).run();
        take(reported(
                new Report.Cancelled(SESSION, part.id(), run.id(), run.node(), run.incarnation(), NOON, 1, USAGE)));
    }

    private static Report succeeded(Operation part) {
        var run = ((Phase.OnNode) part.phase()).run();
        return new Report.Succeeded(
                SESSION, part.id(), run.id(), run.node(), run.incarnation(), NOON, 1, Map.of(), USAGE);
    }

    private static Report failed(Operation part) {
        var run = ((Phase.OnNode) part.phase()).run();
        var error = OperationError.of(ErrorCode.DOCKER_IMAGE_NOT_FOUND, "no such image");
        return new Report.Failed(SESSION, part.id(), run.id(), run.node(), run.incarnation(), NOON, 1, error, USAGE);
    }

    private void take(Request request) {
        take(asked(request));
    }

    private void take(Input input) {
        takeFirst(input, Integer.MAX_VALUE);
    }

    /** A crash keeps any prefix of the facts; what was decided on one of them is not decided again. */
    private void takeSome(Input input, Random random) {
        takeFirst(input, random.nextInt(3) == 0 ? random.nextInt(1, 4) : Integer.MAX_VALUE);
    }

    private void takeFirst(Input input, int most) {
        if (decider.decide(ledger, input, view()) instanceof Decision.Facts(var facts, var _)) {
            facts.stream()
                    .limit(most)
                    .forEach(fact -> ledger.fold(Entry.unwritten(
                            fact, input.origin().topic(), input.origin().offset(), "request")));
        }
    }

    private Input asked(Request request) {
        return new Input.Asked(request, origin("requests"));
    }

    private Input reported(Report report) {
        return new Input.Reported(report, origin("reports"));
    }

    private Input.Origin origin(String topic) {
        return new Input.Origin(topic, 0, offset++, NOON, "/test", "request");
    }

    private Operation parent() {
        return ledger.operations().stream()
                .filter(each -> each.ask().parent() == null)
                .findFirst()
                .orElse(null);
    }

    private List<Operation> parts() {
        return ledger.operations().stream()
                .filter(each -> each.ask().parent() != null)
                .sorted(java.util.Comparator.comparing(
                        each -> each.ask().target().node()))
                .toList();
    }

    private static Candidate node(String id, String engine) {
        return new Candidate(
                new NodeId(id),
                "i1",
                true,
                true,
                engine,
                List.of(PULL),
                Map.of(),
                Map.of("transfer", new Beat.Lane(4, 0, 0, 10, List.of(PULL))),
                Map.of());
    }

    private Nodes view() {
        return new NodesInMemory(nodes);
    }
}
