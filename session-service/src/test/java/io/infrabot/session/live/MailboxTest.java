package io.infrabot.session.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class MailboxTest {

    private final AtomicReference<Mailbox> opened = new AtomicReference<>();

    @Test
    void everyChangeIsDeliveredInOrder() {
        var reader = reader(10);

        mailbox().put(Frame.change(1, "state", "a"));
        mailbox().put(Frame.change(2, "state", "b"));

        assertThat(reader.getItems()).extracting(Frame::data).containsExactly("a", "b");
    }

    @Test
    void aSlowReaderLosesIntermediateProgressAndNothingElse() {
        var reader = reader(0);

        mailbox().put(Frame.change(1, "state", "a"));
        for (int i = 0; i < 10_000; i++) {
            mailbox().put(Frame.latest("progress", i, "progress"));
        }
        mailbox().end(Frame.change(2, "end", "z"));
        reader.request(10);

        assertThat(reader.getItems()).extracting(Frame::data).containsExactly("a", 9_999, "z");
        reader.assertCompleted();
    }

    @Test
    void progressComesAfterTheChangeThatItRestsUpon() {
        var reader = reader(0);

        mailbox().put(Frame.latest("progress", "first attempt, 0.8", "progress"));
        mailbox().put(Frame.change(1, "state", "second attempt"));
        mailbox().put(Frame.latest("progress", "second attempt, 0.1", "progress"));
        reader.request(10);

        assertThat(reader.getItems()).extracting(Frame::data).containsExactly("second attempt", "second attempt, 0.1");
    }

    @Test
    void aReaderThatLetsTooManyChangesPileUpIsLetGo() {
        var reader = reader(0);

        for (int i = 0; i < 300; i++) {
            mailbox().put(Frame.change(i, "state", i));
        }

        reader.request(1_000);
        reader.assertCompleted();
    }

    @Test
    void nothingFollowsTheEnd() {
        var reader = reader(10);

        mailbox().end(Frame.change(1, "end", "z"));
        mailbox().put(Frame.change(2, "state", "late"));

        assertThat(reader.getItems()).hasSize(1);
        reader.assertCompleted();
    }

    private AssertSubscriber<Frame> reader(long requested) {
        return Multi.createFrom()
                .<Frame>emitter(emitter -> opened.set(new Mailbox(emitter)), BackPressureStrategy.IGNORE)
                .subscribe()
                .withSubscriber(AssertSubscriber.create(requested));
    }

    private Mailbox mailbox() {
        return opened.get();
    }
}
