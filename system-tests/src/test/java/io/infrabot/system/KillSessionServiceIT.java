package io.infrabot.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.chaos.load.NoopLoad;
import io.infrabot.system.harness.Stack;
import io.infrabot.testkit.history.HistoryFold;
import io.infrabot.testkit.world.Publisher;
import io.infrabot.testkit.world.TopicProbe;
import io.infrabot.testkit.world.Waiting;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The one writer dies in the middle of its work (F05). */
class KillSessionServiceIT {

    private static final int KILLS = 3;
    private static final int SESSIONS = 4;
    private static final int BETWEEN_KILLS = 150;

    @RegisterExtension
    static final Stack STACK = new Stack();

    @Test
    void everythingThatWasTakenReachesItsEndAndTheHistoryFoldsToWhatTheWriterSays() throws InterruptedException {
        var api = STACK.api();
        var publisher = STACK.with(new Publisher(STACK.world()));
        var load = NoopLoad.on(
                api, publisher, Stream.generate(api::session).limit(SESSIONS).toList());

        for (int i = 0; i < KILLS; i++) {
            var before = load.taken();
            Waiting.until(() -> assertThat(load.taken()).isGreaterThan(before + BETWEEN_KILLS));
            STACK.kill(Stack.SESSION);
            STACK.start(Stack.SESSION);
        }

        load.drain();
        HistoryFold.of(new TopicProbe(STACK.world())).isSound().equalsWhatTheWriterSays(api);
    }
}
