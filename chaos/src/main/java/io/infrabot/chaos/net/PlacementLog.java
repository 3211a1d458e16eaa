package io.infrabot.chaos.net;

import io.infrabot.chaos.engine.EngineProxy.Call;
import io.infrabot.chaos.load.TagLoad;
import io.infrabot.events.NodeId;
import io.infrabot.events.SessionEvent;
import io.infrabot.events.SessionEvent.OperationNodeLost;
import io.infrabot.events.SessionEvent.OperationPlaced;
import io.infrabot.events.SessionEvent.OperationStarted;
import io.infrabot.session.ledger.HistoryEntry;
import io.infrabot.testkit.history.HistoryFold;
import io.infrabot.testkit.world.TopicProbe;
import io.infrabot.testkit.world.World;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who was to do what when, as the history says, of the operations of a load. */
final class PlacementLog {

    private static final Pattern TAG = Pattern.compile("/images/.*/tag\\?.*\\btag=(t\\d+)");
    /** How long a node may go on after its last acknowledged beat, and what two clocks' readings may differ. */
    private static final Duration FENCE = Duration.ofMillis(1500 + 100);

    private final NodeId node;
    private final String repository;
    private final List<Call> calls;
    private final Map<String, List<SessionEvent>> facts = new HashMap<>();

    private PlacementLog(NodeId node, String repository, List<Call> calls) {
        this.node = node;
        this.repository = repository;
        this.calls = List.copyOf(calls);
    }

    /** Of the operations of {@code load}, by the tag that each makes; {@code isolated} is the one that may lose them. */
    static PlacementLog of(World world, TagLoad load, IsolatedNode isolated) {
        // effects first, the history last: what was done by then, it explains
        var ownership = new PlacementLog(
                new NodeId(isolated.member().id()),
                load.tagged(),
                isolated.engine().calls());
        var operations = load.operations();
        var history = HistoryFold.of(new TopicProbe(world));
        operations.forEach((tag, operation) -> ownership.facts.put(
                tag, history.factsOf(operation).stream().map(HistoryEntry::fact).toList()));
        return ownership;
    }

    /** Whether the node has asked its engine for an effect of {@code load}: before, there is nothing to judge. */
    static boolean hasBegun(TagLoad load, IsolatedNode isolated) {
        return isolated.engine().calls().stream().anyMatch(call -> isIn(load.tagged(), call));
    }

    private static boolean isIn(String repository, Call call) {
        return call.method().equals("POST")
                && call.path().contains("repo=" + URLEncoder.encode(repository, StandardCharsets.UTF_8) + "&");
    }

    /** How long after {@code cut} the first operation that the node lost until {@code end} was started elsewhere. */
    Optional<Duration> firstStartElsewhere(Instant cut, Instant end) {
        return facts.values().stream()
                .map(each -> startAfterLoss(each, cut, end))
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder())
                .map(at -> Duration.between(cut, at));
    }

    private Optional<Instant> startAfterLoss(List<SessionEvent> of, Instant from, Instant to) {
        var lost = false;
        for (var fact : of) {
            if (fact instanceof OperationNodeLost loss
                    && loss.node().equals(node)
                    && loss.at().isAfter(from)
                    && loss.at().isBefore(to)) {
                lost = true;
            } else if (lost
                    && fact instanceof OperationStarted start
                    && !start.node().equals(node)) {
                return Optional.of(start.at());
            }
        }
        return Optional.empty();
    }

    /** How often an operation was taken from the node because it was silent. */
    long losses() {
        return facts.values().stream()
                .flatMap(List::stream)
                .filter(fact ->
                        fact instanceof OperationNodeLost loss && loss.node().equals(node))
                .count();
    }

    /** How often the most restless operation was placed. */
    long placementsAtMost() {
        return facts.values().stream()
                .mapToLong(each ->
                        each.stream().filter(OperationPlaced.class::isInstance).count())
                .max()
                .orElse(0);
    }

    /** Effects that the node asked of its engine between the end of its fence and {@code healed}: none is right. */
    List<String> effectsBehindFence(Instant cut, Instant healed) {
        return asked().filter(
                        call -> call.at().isAfter(cut.plus(FENCE)) && call.at().isBefore(healed))
                .map(Call::toString)
                .toList();
    }

    /** Effects that the node asked of its engine for runs that were not its own, or no longer. */
    List<String> effectsWithoutRight() {
        return asked().filter(call -> !isHolder(facts.getOrDefault(tag(call), List.of()), call.at()))
                .map(call -> "%s at %s, while the history says %s".formatted(tag(call), call.at(), trail(call)))
                .toList();
    }

    /** What stands of the operation, so that a tired person can see who had it when. */
    private String trail(Call call) {
        return facts.getOrDefault(tag(call), List.of()).stream()
                .map(fact -> fact.getClass().getSimpleName()
                        + (fact instanceof OperationPlaced placed
                                ? "(" + placed.run() + " on " + placed.node() + ")"
                                : "")
                        + " " + fact.at())
                .collect(Collectors.joining(", "));
    }

    private Stream<Call> asked() {
        return calls.stream().filter(call -> isIn(repository, call) && facts.containsKey(tag(call)));
    }

    private static String tag(Call call) {
        var tag = TAG.matcher(call.path());
        return tag.find() ? tag.group(1) : "";
    }

    /** Whether the last placement before {@code at} is the node's, and it was not called lost since. */
    private boolean isHolder(List<SessionEvent> of, Instant at) {
        @Nullable NodeId holder = null;
        for (var fact : of) {
            if (fact.at().isAfter(at)) {
                break;
            }
            if (fact instanceof OperationPlaced placed) {
                holder = placed.node();
            } else if (fact instanceof OperationNodeLost) {
                holder = null;
            }
        }
        return node.equals(holder);
    }
}
