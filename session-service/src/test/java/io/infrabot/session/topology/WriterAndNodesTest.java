package io.infrabot.session.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.Report;
import io.infrabot.events.Request;
import io.infrabot.events.SessionEvent;
import io.infrabot.events.Work;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the writer sends to nodes, and what it makes of their reports and of their loss. */
class WriterAndNodesTest extends WriterInADriver {

    @Test
    void workLeavesForTheNodeOnceItsPlacementStandsInTheHistory() {
        aNodeBeats("i1");

        ask(createSession());
        ask(noop());

        assertThat(facts())
                .extracting(each -> each.getClass().getSimpleName())
                .containsExactly("SessionCreated", "OperationAccepted", "OperationPlaced");
        assertThat(work()).singleElement().isInstanceOfSatisfying(Work.StartRun.class, start -> {
            assertThat(start.incarnation()).isEqualTo("i1");
            assertThat(start.attempt()).isEqualTo(1);
            assertThat(start.reconcile()).isFalse();
        });
    }

    @Test
    void aReportedEndIsAdmittedOnce() {
        aNodeBeats("i1");
        ask(createSession());
        ask(noop());
        var start = (Work.StartRun) work().getFirst();
        facts();

        report(started(start));
        report(succeeded(start));
        report(succeeded(start));

        assertThat(facts())
                .extracting(each -> each.getClass().getSimpleName())
                .containsExactly("OperationStarted", "OperationSucceeded");
    }

    @Test
    void workOfAnotherIncarnationIsGivenToTheNewOneAsAnAttemptThatReconciles() {
        aNodeBeats("i1");
        ask(createSession());
        ask(noop());
        var first = (Work.StartRun) work().getFirst();
        report(started(first));
        facts();

        aNodeBeats("i2");
        tick();

        assertThat(facts())
                .extracting(each -> each.getClass().getSimpleName())
                .containsExactly("OperationNodeLost", "OperationPlaced");
        assertThat(work()).singleElement().isInstanceOfSatisfying(Work.StartRun.class, again -> {
            assertThat(again.incarnation()).isEqualTo("i2");
            assertThat(again.attempt()).isEqualTo(2);
            assertThat(again.reconcile()).isTrue();
        });
    }

    @Test
    void aRunThatCountsNoMoreIsTakenBackFromTheNodeThatStillHoldsIt() {
        aNodeBeats("i1");
        ask(createSession());
        ask(noop());
        var start = (Work.StartRun) work().getFirst();
        report(started(start));
        report(succeeded(start));

        aNodeBeats("i1", start.run());
        tick();
        assertThat(work()).isEmpty();
        nanos += Duration.ofSeconds(3).toNanos();
        tick();

        assertThat(work()).containsExactly(new Work.CancelRun(NODE, "i1", SESSION, start.operationId(), start.run()));
    }

    @Test
    void workThatANodeDoesNotShowInItsBeatsIsSentAgainUnderTheSameRun() {
        aNodeBeats("i1");
        ask(createSession());
        ask(noop());
        var start = work();

        nanos += Duration.ofSeconds(3).toNanos();
        tick();

        assertThat(work()).isEqualTo(start);
    }

    @Test
    void anOperationThatIsBeingCancelledWhenItsNodeIsLostEndsUnknownByOneFact() {
        aNodeBeats("i1");
        ask(createSession());
        ask(noop());
        var start = (Work.StartRun) work().getFirst();
        ask(new Request.CancelOperation(SESSION, start.operationId(), null));
        facts();

        aNodeBeats("i2");
        tick();

        assertThat(facts()).singleElement().satisfies(WriterAndNodesTest::isUnknown);
        // the node is told to stop when that is asked, and again when the run is over without its word
        assertThat(work()).isNotEmpty().allMatch(Work.CancelRun.class::isInstance);
    }

    /** The first may have done it before it was lost, and the second may be stopped before it has looked. */
    @Test
    void whatALostNodeHadBeforeIsNotCalledCancelledByTheNextOne() {
        aNodeBeats("i1");
        ask(createSession());
        ask(noop());
        report(started((Work.StartRun) work().getFirst()));
        aNodeBeats("i2");
        tick();
        var again = (Work.StartRun) work().getLast();
        report(started(again));
        ask(new Request.CancelOperation(SESSION, again.operationId(), null));
        facts();

        report(cancelled(again));

        assertThat(facts()).singleElement().satisfies(WriterAndNodesTest::isUnknown);
    }

    @Test
    void whatWaitsForANodeIsReleasedWhenOneComes() {
        nodes.registered(NODE, registration("i1"));
        ask(createSession());
        ask(noop());
        assertThat(work()).isEmpty();

        aNodeBeats("i1");
        tick();

        assertThat(work()).hasSize(1);
    }

    private static void isUnknown(SessionEvent fact) {
        assertThat(fact)
                .isInstanceOfSatisfying(
                        SessionEvent.OperationFailed.class,
                        end -> assertThat(end.error().code()).isEqualTo("OUTCOME_UNKNOWN"));
    }

    private static Report cancelled(Work.StartRun start) {
        return new Report.Cancelled(
                SESSION, start.operationId(), start.run(), NODE, start.incarnation(), NOON, start.attempt(), USAGE);
    }
}
