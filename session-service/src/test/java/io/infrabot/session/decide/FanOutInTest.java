package io.infrabot.session.decide;

import io.infrabot.events.Beat;
import io.infrabot.events.ErrorCode;
import io.infrabot.events.NodeId;
import io.infrabot.events.OperationError;
import io.infrabot.events.Report;
import io.infrabot.events.Request;
import io.infrabot.events.SessionId;
import io.infrabot.events.Target;
import io.infrabot.events.Usage;
import io.infrabot.session.ledger.HistoryEntry;
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

/** An operation for all of three nodes, decided and folded in memory; what the nodes report is said by the test. */
abstract class FanOutInTest {

    static final SessionId SESSION = new SessionId("0197a000-0000-7000-8000-000000000001");
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Usage USAGE = new Usage(Duration.ofSeconds(2), Duration.ofMillis(5), 10, 20, 30);
    private static final String PULL = "docker.pull";

    private final Decider decider = new Decider(Rules.standard());
    final LedgerInMemory ledger = new LedgerInMemory();
    final List<Candidate> nodes = new ArrayList<>(List.of(node("a", "e1"), node("b", "e2"), node("c", "e3")));
    private int offset;

    void step(Random random) {
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

    void askForAll() {
        create();
        take(all());
    }

    void create() {
        take(asked(new Request.CreateSession(SESSION, "team", null, null, null, null, null)));
    }

    Input all() {
        return asked(new Request.RunOperation(
                null, SESSION, PULL, Map.of("image", "app:1"), new Target(Target.Kind.all, null, null), null));
    }

    void succeed(Operation part) {
        take(reported(succeeded(part)));
    }

    void fail(Operation part) {
        take(reported(failed(part)));
    }

    void cancelled(Operation part) {
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

    void take(Request request) {
        take(asked(request));
    }

    void take(Input input) {
        takeFirst(input, Integer.MAX_VALUE);
    }

    /** A crash keeps any prefix of the facts; what was decided on one of them is not decided again. */
    void takeSome(Input input, Random random) {
        takeFirst(input, random.nextInt(3) == 0 ? random.nextInt(1, 4) : Integer.MAX_VALUE);
    }

    private void takeFirst(Input input, int most) {
        if (decider.decide(ledger, input, view()) instanceof Decision.Facts(var facts, var _)) {
            facts.stream()
                    .limit(most)
                    .forEach(fact -> ledger.fold(HistoryEntry.unwritten(
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

    Operation parent() {
        return ledger.operations().stream()
                .filter(each -> each.ask().parent() == null)
                .findFirst()
                .orElse(null);
    }

    List<Operation> parts() {
        return ledger.operations().stream()
                .filter(each -> each.ask().parent() != null)
                .sorted(java.util.Comparator.comparing(
                        each -> each.ask().target().node()))
                .toList();
    }

    static Candidate node(String id, String engine) {
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
