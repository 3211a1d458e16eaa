package io.infrabot.session.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.session.endpoint.Endpoints;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RequestBudgetTest {

    private static final long LATER = TimeUnit.SECONDS.toNanos(3);

    private final RequestBudget calls = new RequestBudget(new Endpoints(List.of()), 3, 1_000, 500);

    @Test
    void thereAreAtMostSoManyCalls() {
        take(new FakeCall(0), 0);
        take(new FakeCall(0), 0);
        var third = new FakeCall(0);
        take(third, 0);

        var fourth = calls.take(new FakeCall(0), LATER);
        third.over = true;

        assertThat(fourth.orElseThrow().status()).isEqualTo(503);
        assertThat(fourth.orElseThrow().code()).isEqualTo("OVERLOADED");
        assertThat(calls.take(new FakeCall(0), LATER)).isEmpty();
    }

    @Test
    void bodiesAreBoundedInBytes() {
        take(new FakeCall(600), 0);

        assertThat(calls.take(new FakeCall(600), 1)).isPresent();
        assertThat(calls.take(new FakeCall(300), 1)).isEmpty();
    }

    @Test
    void whoeverDripsItsBodyIsCutOffForThoseWhoDoNot() {
        var dripping = new FakeCall(900);
        dripping.reading = true;
        take(dripping, 0);

        var honest = calls.take(new FakeCall(300), LATER);

        assertThat(honest).isEmpty();
        assertThat(dripping.cutOff).isTrue();
    }

    @Test
    void aBodyThatHasBeenReadIsNotCutOff() {
        var decided = new FakeCall(900);
        take(decided, 0);

        assertThat(calls.take(new FakeCall(300), LATER)).isPresent();
        assertThat(decided.cutOff).isFalse();
    }

    @Test
    void whoeverDoesNotTakeItsAnswerIsCutOffWhereAnswersPileUp() {
        var deaf = new FakeCall(0);
        var deafToo = new FakeCall(0);
        take(deaf, 0);
        take(deafToo, 1);
        deaf.unsent = 300;
        deafToo.unsent = 300;

        var honest = calls.take(new FakeCall(0), LATER);

        assertThat(honest).isEmpty();
        assertThat(deaf.cutOff).isTrue();
        assertThat(deafToo.cutOff).isFalse();
    }

    @Test
    void answersThatJustLeftAreWaitedFor() {
        var taking = new FakeCall(0);
        take(taking, 0);
        taking.unsent = 600;

        assertThat(calls.take(new FakeCall(0), 1)).isPresent();
        assertThat(taking.cutOff).isFalse();
    }

    @Test
    void anAnswerThatIsReadyCountsBeforeItIsOnItsWay() {
        var first = new FakeCall(0);
        var second = new FakeCall(0);
        take(first, 0);
        take(second, 0);

        assertThat(calls.answer(first, 300, 1)).isEmpty();
        assertThat(calls.answer(second, 300, 2).orElseThrow().code()).isEqualTo("OVERLOADED");
        assertThat(calls.answer(second, 200, 3)).isEmpty();
    }

    @Test
    void whoWaitedForItsTurnIsNotTakenForOneWhoDoesNotTakeItsAnswer() {
        var waited = new FakeCall(0);
        var next = new FakeCall(0);
        take(waited, 0);
        take(next, 0);

        assertThat(calls.answer(waited, 300, LATER)).isEmpty();
        assertThat(calls.answer(next, 300, LATER + 1)).isPresent();
        assertThat(waited.cutOff).isFalse();
        assertThat(calls.answer(next, 300, 2 * LATER)).isEmpty();
        assertThat(waited.cutOff).isTrue();
    }

    @Test
    void anAnswerThatIsLargerThanTheWholeIsToldAlone() {
        var large = new FakeCall(0);
        take(large, 0);

        assertThat(calls.answer(large, 600, 1)).isEmpty();
    }

    private void take(FakeCall call, long now) {
        call.since = now;
        assertThat(calls.take(call, now)).isEmpty();
    }

    private static final class FakeCall implements RequestBudget.Held {
        private final long body;
        private long unsent;
        private long since;
        private boolean reading;
        private boolean over;
        private boolean cutOff;

        private FakeCall(long body) {
            this.body = body;
        }

        @Override
        public long body() {
            return body;
        }

        @Override
        public long unsent() {
            return unsent;
        }

        @Override
        public boolean isOver() {
            return over;
        }

        @Override
        public boolean isReading() {
            return reading;
        }

        @Override
        public long since() {
            return since;
        }

        @Override
        public void answered(long bytes, long now) {
            unsent = bytes;
            since = now;
        }

        @Override
        public void cutOff() {
            cutOff = true;
        }
    }
}
