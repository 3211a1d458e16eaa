package io.infrabot.chaos.checker;

import static io.infrabot.chaos.checker.Anomaly.Invariant.I2;
import static io.infrabot.chaos.checker.Anomaly.Name.ABORTED_READ;
import static io.infrabot.chaos.checker.Anomaly.Name.DUPLICATE;
import static io.infrabot.chaos.checker.Anomaly.Name.LOST_WRITE;

import io.infrabot.chaos.checker.Effect.Kind;
import io.infrabot.events.OperationId;
import io.infrabot.events.OperationStatus;
import io.infrabot.session.ledger.Operation;
import io.infrabot.session.ledger.Phase;
import io.infrabot.testkit.history.Ledgers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** I2: what was done outside is what the history says. */
final class OneEffect {

    /**
     * Between a node's last look at the engine and its word: an effect of that moment came after the node had waited as
     * long as it promises.
     */
    private static final Duration FROM_LAST_LOOK_TO_WORD = Duration.ofMillis(250);

    private OneEffect() {}

    static List<Anomaly> check(Evidence evidence, Ledgers ledgers) {
        var anomalies = new ArrayList<Anomaly>();
        for (var effect : evidence.effects()) {
            judge(effect, ledgers.operation(effect.operation()).orElse(null), anomalies);
        }
        return anomalies.stream().map(each -> withTrail(each, ledgers)).toList();
    }

    private static Anomaly withTrail(Anomaly anomaly, Ledgers ledgers) {
        var id = new OperationId(anomaly.about());
        var type =
                ledgers.operation(id).map(operation -> operation.ask().type()).orElse("unknown");
        return new Anomaly(
                anomaly.name(),
                anomaly.invariant(),
                anomaly.about(),
                "%s; %s: %s".formatted(anomaly.sentence(), type, ledgers.trail(id)));
    }

    private static void judge(Effect effect, @Nullable Operation operation, List<Anomaly> anomalies) {
        var id = effect.operation().value();
        var status = operation == null ? null : operation.status();
        var starts = operation == null ? 0 : operation.attempt();
        var allowed = effect.kind() == Kind.ONCE ? Math.min(1, starts) : starts;
        if (effect.count() > 0 && starts == 0) {
            anomalies.add(new Anomaly(
                    ABORTED_READ,
                    I2,
                    id,
                    "done %d times, and the history says %s and no start".formatted(effect.count(), status)));
        } else if (effect.count() > allowed) {
            anomalies.add(new Anomaly(
                    DUPLICATE, I2, id, "done %d times in %d attempts, %s".formatted(effect.count(), starts, status)));
        }
        if (status == OperationStatus.SUCCEEDED && isMissing(effect)) {
            anomalies.add(new Anomaly(
                    LOST_WRITE,
                    I2,
                    id,
                    "SUCCEEDED, and done %d times, there: %s".formatted(effect.count(), effect.present())));
        }
        if (operation != null
                && operation.phase() instanceof Phase.Cancelled end
                && Boolean.TRUE.equals(effect.present())
                && !isLate(effect, end)) {
            anomalies.add(new Anomaly(
                    ABORTED_READ,
                    I2,
                    id,
                    "CANCELLED at %s, and yet it is there since %s".formatted(end.finishedAt(), effect.last())));
        }
    }

    /** An engine may finish what it was at long after its caller hung up and looked; nobody can promise otherwise. */
    private static boolean isLate(Effect effect, Phase.Cancelled end) {
        return effect.last() != null && effect.last().isAfter(end.finishedAt().minus(FROM_LAST_LOOK_TO_WORD));
    }

    /** A repeatable effect may have been found there already, so that only its presence tells. */
    private static boolean isMissing(Effect effect) {
        return effect.kind() == Kind.ONCE ? effect.count() == 0 : Boolean.FALSE.equals(effect.present());
    }
}
