package io.infrabot.chaos.checker;

import io.infrabot.testkit.history.Ledgers;
import java.util.List;
import java.util.stream.Stream;

/** Finds what must not be in what is known of a run. Pure: the same evidence, the same verdict. */
public final class Checker {

    private Checker() {}

    /** Every anomaly in {@code evidence}; none means that all invariants held. */
    public static List<Anomaly> check(Evidence evidence) {
        var ledgers = Ledgers.of(evidence.history());
        return Stream.of(
                        NothingLost.check(evidence, ledgers),
                        OneEffect.check(evidence, ledgers),
                        TerminalIsFinal.check(evidence, ledgers),
                        SameFoldEverywhere.check(evidence, ledgers),
                        OrderIsKept.check(evidence, ledgers))
                .flatMap(List::stream)
                .toList();
    }
}
