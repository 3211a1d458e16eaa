package io.infrabot.session.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.ErrorCode;
import io.infrabot.tools.Effect;
import io.infrabot.tools.ToolFailure;
import io.infrabot.tools.ToolRun;
import org.junit.jupiter.api.Test;

/** Nothing lost, nothing done twice, wherever a process dies; and the simulation finds those who do not keep to it. */
class KillAtEveryBoundaryTest {

    private static final long SEED = 20261121;

    @Test
    void nothingIsLostOrDoneTwiceInAThousandRunsWithAKillAtEveryBoundary() {
        var campaign = new Campaign(SEED, Tools.honest()).run(1000);

        assertThat(campaign.anomalies()).isEmpty();
        assertThat(campaign.lateEffects()).as("effects after the end").isZero();
        assertThat(campaign.boundaries()).isGreaterThan(campaign.met() * 9 / 10);
    }

    @Test
    void aToolThatDoesNotLookBeforeItActsAgainIsFound() {
        assertThat(new Campaign(SEED, KillAtEveryBoundaryTest::createBlindly)
                        .run(200)
                        .anomalies())
                .isNotEmpty();
    }

    @Test
    void aOnceEffectThatSaysItMayBeRepeatedIsFound() {
        assertThat(new Campaign(SEED, new CallsEverythingRepeatable()).run(200).anomalies())
                .anySatisfy(anomaly -> assertThat(anomaly.kind()).isEqualTo(Kind.ONCE));
    }

    private static void createBlindly(Kind kind, CountingEngine engine, ToolRun run) throws ToolFailure {
        if (kind != Kind.GUARDED) {
            Tools.honest().act(kind, engine, run);
        } else if (!engine.create(run)) {
            throw new ToolFailure(ErrorCode.REQUEST_INVALID, "the name is taken");
        }
    }

    private static final class CallsEverythingRepeatable implements Tools {
        @Override
        public void act(Kind kind, CountingEngine engine, ToolRun run) throws ToolFailure {
            Tools.honest().act(kind, engine, run);
        }

        @Override
        public Effect effectOf(Kind kind) {
            return Effect.REPEATABLE;
        }
    }
}
