package io.infrabot.session.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.OperationStatus;
import io.infrabot.events.Request;
import io.infrabot.events.Usage;
import io.infrabot.events.WaitingReason;
import io.infrabot.session.ledger.Operation;
import io.infrabot.session.ledger.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An operation for all nodes and its sub-operations (R1.33). */
class FanOutTest extends FanOutInTest {

    @Test
    void eachNodeGetsASubOperationOfItsOwn() {
        askForAll();

        assertThat(parent().status()).isEqualTo(OperationStatus.RUNNING);
        assertThat(parts()).extracting(part -> part.node().value()).containsExactly("a", "b", "c");
        assertThat(parts()).allSatisfy(part -> {
            assertThat(part.ask().parent()).isEqualTo(parent().id());
            assertThat(part.ask().target().node()).isEqualTo(part.node().value());
            assertThat(part.phase()).isInstanceOf(Phase.Assigned.class);
        });
    }

    @Test
    void noEngineBecomesTheSessionsHome() {
        askForAll();

        assertThat(ledger.session().homeEngine()).isNull();
    }

    @Test
    void withoutANodeItWaitsAndBeginsWhenOneIsThere() {
        var all = List.copyOf(nodes);
        nodes.clear();
        askForAll();
        assertThat(parent().phase()).isEqualTo(new Phase.Waiting(WaitingReason.NO_CAPABLE_NODE));

        nodes.addAll(all);
        take(new Request.Release(SESSION, parent().id(), parent().latestRun()));

        assertThat(parts()).hasSize(3);
    }

    @Test
    void itSucceedsWithTheLastOfThemAndSaysWhoDidWhat() {
        askForAll();

        succeed(parts().get(0));
        succeed(parts().get(2));
        assertThat(parent().isOver()).isFalse();
        succeed(parts().get(1));

        assertThat(parent().phase()).isInstanceOfSatisfying(Phase.Succeeded.class, end -> {
            assertThat(end.usage()).isEqualTo(new Usage(Duration.ofSeconds(6), Duration.ofMillis(15), 30, 60, 90));
            assertThat(end.result())
                    .containsEntry(
                            "subOperations",
                            Map.of(
                                    "a", parts().get(0).id().value(),
                                    "b", parts().get(1).id().value(),
                                    "c", parts().get(2).id().value()));
        });
    }

    @Test
    void itEndsTrulyWhenSomeFail() {
        askForAll();

        fail(parts().get(1));
        succeed(parts().get(0));
        assertThat(parent().isOver()).isFalse();
        succeed(parts().get(2));

        assertThat(parent().phase()).isInstanceOfSatisfying(Phase.Failed.class, end -> {
            assertThat(end.error().code()).isEqualTo("SUB_OPERATIONS_FAILED");
            assertThat(end.error().message()).isEqualTo("1 of 3 sub-operations failed: b DOCKER_IMAGE_NOT_FOUND");
        });
    }

    @Test
    void cancellingItCancelsEachOfThem() {
        askForAll();
        succeed(parts().get(0));

        take(new Request.CancelOperation(SESSION, parent().id(), "enough"));
        assertThat(parent().status()).isEqualTo(OperationStatus.CANCELLING);
        assertThat(parts())
                .extracting(Operation::status)
                .containsExactly(OperationStatus.SUCCEEDED, OperationStatus.CANCELLING, OperationStatus.CANCELLING);
        cancelled(parts().get(1));
        cancelled(parts().get(2));

        assertThat(parent().status()).isEqualTo(OperationStatus.CANCELLED);
    }

    @Test
    void whatAllOfThemDidBeforeTheCancelIsDone() {
        askForAll();
        take(new Request.CancelOperation(SESSION, parent().id(), "too late"));

        parts().forEach(this::succeed);

        assertThat(parent().status()).isEqualTo(OperationStatus.SUCCEEDED);
    }

    @Test
    void aNodeThatStaysAwayFailsItsPartOnly() {
        askForAll();
        var gone = parts().get(0);
        var run = ((Phase.OnNode) gone.phase()).run();
        nodes.removeFirst();
        take(new Request.NodeLost(SESSION, gone.id(), run.id(), run.node(), run.incarnation(), Duration.ofSeconds(3)));
        assertThat(parts().get(0).phase()).isInstanceOf(Phase.Waiting.class);
        succeed(parts().get(1));
        succeed(parts().get(2));

        take(new Request.RunExpired(SESSION, gone.id(), parts().get(0).latestRun()));

        assertThat(parent().phase())
                .isInstanceOfSatisfying(
                        Phase.Failed.class,
                        end -> assertThat(end.error().message())
                                .isEqualTo("1 of 3 sub-operations failed: a NODE_LOST"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void whereverItIsCutOffItIsCarriedOnToTheSameEnd(int seed) {
        var random = new Random(seed);
        create();
        takeSome(all(), random);
        for (int round = 0; round < 200 && (parent() == null || !parent().isOver()); round++) {
            step(random);
        }

        assertThat(parts()).hasSize(3).allMatch(Operation::isOver);
        assertThat(parent().isOver()).isTrue();
        assertThat(parent().status())
                .isEqualTo(
                        parts().stream().anyMatch(part -> part.status() == OperationStatus.FAILED)
                                ? OperationStatus.FAILED
                                : parts().stream().anyMatch(part -> part.status() == OperationStatus.CANCELLED)
                                        ? OperationStatus.CANCELLED
                                        : OperationStatus.SUCCEEDED);
        assertThat(ledger.session().liveOperations()).isZero();
    }
}
