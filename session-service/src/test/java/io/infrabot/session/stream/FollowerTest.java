package io.infrabot.session.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.OperationId;
import io.infrabot.events.Progress;
import io.infrabot.events.RunId;
import io.infrabot.events.SessionId;
import io.infrabot.session.live.Change;
import io.infrabot.session.live.LiveFeed;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FollowerTest {

    private static final SessionId SESSION = new SessionId("0197a000-0000-7000-8000-000000000001");
    private static final OperationId OPERATION = new OperationId(SESSION + ".abcdefghijkl");

    private final LiveFeed feed = new LiveFeed();
    private final List<Double> heard = new ArrayList<>();

    @Test
    void progressIsToldOnceThePastHasBeenTold() {
        var _ = new AfterReplay(7).follow(feed, SESSION, null);

        feed.publish(progress(0.1, 7));
        feed.publish(progress(0.2, 9));

        assertThat(heard).containsExactly(0.1, 0.2);
    }

    /** F16: the history ends an operation, and the writer has yet to fold that: to him it still goes on. */
    @Test
    void progressIsNotToldWhileTheWriterHasFoldedLessThanHasBeenTold() {
        var _ = new AfterReplay(7).follow(feed, SESSION, 3L);

        feed.publish(progress(0.5, 6));

        assertThat(heard).isEmpty();
    }

    private static Change.Advanced progress(double fraction, long version) {
        return new Change.Advanced(
                new Progress(SESSION, OPERATION, new RunId("r1"), 1, 1, fraction, "going", null, null, List.of()),
                version);
    }

    /** Its past ends at a version of the session. */
    private final class AfterReplay extends Follower {
        private final long version;

        AfterReplay(long version) {
            this.version = version;
        }

        @Override
        void replay(@Nullable Long last) {
            feed.publish(progress(0.0, version));
            sent(version);
        }

        @Override
        void folded(Change.Folded change) {
            sent(change.fact().version());
        }

        @Override
        void advanced(Progress progress) {
            heard.add(progress.fraction());
        }

        @Override
        void left() {
            heard.clear();
        }
    }
}
