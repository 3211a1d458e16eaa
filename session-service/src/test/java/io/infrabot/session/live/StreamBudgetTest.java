package io.infrabot.session.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StreamBudgetTest {

    private final AtomicLong now = new AtomicLong();
    private final List<String> gone = new ArrayList<>();
    private final StreamBudget budget = new StreamBudget(1_000, now::get, Runnable::run);

    @Test
    void whoeverHasTakenNothingForLongestMakesRoomForTheOthers() {
        var slowest = open("slowest", "a");
        slowest.hold(400);
        now.addAndGet(1);
        open("slow", "b").hold(400);
        now.addAndGet(StreamBudget.BUSY_NANOS);

        var held = open("new", "c").hold(300);

        assertThat(held).isTrue();
        assertThat(gone).containsExactly("slowest");
        assertThat(budget.held()).isEqualTo(700);
        assertThat(slowest.hold(1)).isFalse();
    }

    @Test
    void framesThatWouldTakeTooMuchAreEncodedOneAfterTheOther() throws InterruptedException {
        var large = new StreamBudget(64 * 1_024, now::get, Runnable::run);
        var atOnce = new AtomicInteger();
        var most = new AtomicInteger();
        var threads = new ArrayList<Thread>();

        for (int i = 0; i < 20; i++) {
            var weight = i % 2 == 0 ? 5 * 1_024 : Long.MAX_VALUE / 8;
            threads.add(Thread.ofPlatform()
                    .start(() -> large.encode(weight, () -> {
                        most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                        Thread.onSpinWait();
                        atOnce.decrementAndGet();
                    })));
        }
        for (var thread : threads) {
            thread.join();
        }

        assertThat(most).hasValue(1);
    }

    @Test
    void whoeverTakesWhatHeGetsIsNotLetGoForOthers() {
        open("busy", "a").hold(500);
        open("busy too", "b").hold(500);

        var held = open("new", "c").hold(300);

        assertThat(held).isFalse();
        assertThat(gone).isEmpty();
    }

    @Test
    void oneClientHasHalfAtMostAndItsOwnReadersMakeRoom() {
        open("its first", "a").hold(500);
        open("another's", "b").hold(100);
        now.addAndGet(StreamBudget.BUSY_NANOS);

        var held = open("its second", "a").hold(100);

        assertThat(held).isTrue();
        assertThat(gone).containsExactly("its first");
    }

    @Test
    void aThousandReadersWhoNeverReadHoldNoMoreThanAll() {
        for (int i = 0; i < 1_000; i++) {
            now.addAndGet(StreamBudget.BUSY_NANOS);
            assertThat(open("hostile " + i, "client " + i % 7).hold(90)).isTrue();
            assertThat(budget.held()).isLessThanOrEqualTo(1_000);
        }

        assertThat(gone).hasSizeGreaterThan(900);
    }

    @Test
    void whatIsLargerThanAllIsHeldWhereNothingElseIs() {
        assertThat(open("alone", "a").hold(5_000)).isTrue();
        assertThat(open("second", "b").hold(5_000)).isFalse();
    }

    @Test
    void aClosedAccountGivesBackAllOfIt() {
        var account = open("it", "a");
        account.hold(300);

        account.close();
        account.close();
        account.release(300);

        assertThat(budget.held()).isZero();
    }

    private StreamBudget.Account open(String name, String client) {
        return budget.open(client, () -> gone.add(name));
    }
}
