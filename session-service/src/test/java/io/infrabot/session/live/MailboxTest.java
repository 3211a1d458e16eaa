package io.infrabot.session.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class MailboxTest {

    private static final int MOST = 160_000;

    private final AtomicReference<Mailbox> opened = new AtomicReference<>();
    private final AtomicLong now = new AtomicLong();
    private final StreamBudget budget = new StreamBudget(MOST, now::get, Runnable::run);

    @Test
    void everyChangeIsDeliveredInOrder() {
        var reader = reader(10);

        mailbox().put(Frame.change(1, "state", "a", 10));
        mailbox().put(Frame.change(2, "state", "b", 10));

        assertThat(reader.getItems()).extracting(Frame::data).containsExactly("a", "b");
    }

    @Test
    void aSlowReaderLosesIntermediateProgressAndNothingElse() {
        var reader = reader(0);

        mailbox().put(Frame.change(1, "state", "a", 10));
        for (int i = 0; i < 10_000; i++) {
            mailbox().put(Frame.latest("progress", i, "progress", 10));
        }
        mailbox().end(Frame.change(2, "end", "z", 10));
        reader.request(10);

        assertThat(reader.getItems()).extracting(Frame::data).containsExactly("a", 9_999, "z");
        reader.assertCompleted();
    }

    @Test
    void progressComesAfterTheChangeThatItRestsUpon() {
        var reader = reader(0);

        mailbox().put(Frame.latest("progress", "first attempt, 0.8", "progress", 10));
        mailbox().put(Frame.change(1, "state", "second attempt", 10));
        mailbox().put(Frame.latest("progress", "second attempt, 0.1", "progress", 10));
        reader.request(10);

        assertThat(reader.getItems()).extracting(Frame::data).containsExactly("second attempt", "second attempt, 0.1");
    }

    @Test
    void aReaderThatLetsTooManyChangesPileUpIsLetGo() {
        var reader = reader(0);

        for (int i = 0; i < 300; i++) {
            mailbox().put(Frame.change(i, "state", i, 10));
        }

        reader.request(1_000);
        reader.assertCompleted();
    }

    @Test
    void nothingFollowsTheEnd() {
        var reader = reader(10);

        mailbox().end(Frame.change(1, "end", "z", 10));
        mailbox().put(Frame.change(2, "state", "late", 10));

        assertThat(reader.getItems()).hasSize(1);
        reader.assertCompleted();
    }

    @Test
    void whatWaitsIsBoundedInBytes() {
        var reader = reader(0);

        for (int i = 0; i < 40; i++) {
            mailbox().put(Frame.change(i, "state", i, 1_000));
        }
        reader.request(1_000);

        assertThat(reader.getItems()).hasSize(MOST / 16 / 1_000);
        reader.assertCompleted();
    }

    @Test
    void aFrameLargerThanTheBoundIsStillDelivered() {
        var reader = reader(0);

        mailbox().put(Frame.change(1, "state", "large", MOST / 4));
        reader.request(10);

        assertThat(reader.getItems()).extracting(Frame::data).containsExactly("large");
        reader.assertNotTerminated();
    }

    @Test
    void whatIsOnItsWayIsHeldUntilTheReaderAsksForMore() {
        var reader = reader(1);

        mailbox().put(Frame.change(1, "state", "a", 1_000));
        var whileOnItsWay = budget.held();
        reader.request(1);

        assertThat(whileOnItsWay).isEqualTo(1_000);
        assertThat(budget.held()).isZero();
    }

    @Test
    void whoeverTellsThePastGoesOnOnlyAsItIsTaken() throws InterruptedException {
        var reader = reader(0);
        var told = new AtomicInteger();
        var past = Thread.ofVirtual().start(() -> {
            for (int i = 0; i < 40; i++) {
                mailbox().putPatiently(Frame.change(i, "state", i, 1_000));
                told.incrementAndGet();
            }
        });

        awaitWaiting(past);
        var toldBefore = told.get();
        reader.request(40);
        past.join();

        assertThat(toldBefore).isEqualTo(MOST / 16 / 1_000);
        assertThat(reader.getItems()).hasSize(40);
        reader.assertNotTerminated();
    }

    @Test
    void whoeverIsAbandonedIsNotToldThatItIsTheEnd() {
        var reader = reader(0);
        mailbox().put(Frame.change(1, "state", "a", 1_000));

        mailbox().abandon();
        reader.request(10);

        assertThat(reader.getItems()).isEmpty();
        reader.assertNotTerminated();
        assertThat(budget.held()).isZero();
    }

    @Test
    void aReaderIsStalledOnceSomethingHasWaitedForSoLong() {
        var quiet = reader(10);
        now.set(100);
        var ofQuiet = mailbox().isStalled(30);
        quiet.cancel();
        var _ = reader(0);
        mailbox().put(Frame.change(1, "state", "a", 10));

        now.set(129);
        var before = mailbox().isStalled(30);
        now.set(130);

        assertThat(ofQuiet).isFalse();
        assertThat(before).isFalse();
        assertThat(mailbox().isStalled(30)).isTrue();
    }

    private static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
    }

    private AssertSubscriber<Frame> reader(long requested) {
        return Multi.createFrom()
                .<Frame>emitter(
                        emitter -> opened.set(new Mailbox(emitter, Runnable::run, budget, "somebody", () -> {})),
                        BackPressureStrategy.IGNORE)
                .subscribe()
                .withSubscriber(AssertSubscriber.create(requested));
    }

    private Mailbox mailbox() {
        return opened.get();
    }
}
