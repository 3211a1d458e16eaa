package io.infrabot.session.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.TopicNames;
import io.infrabot.session.history.TopicReader;
import io.infrabot.session.history.TopicReader.Span;
import io.infrabot.session.writer.LostRecords;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class OffsetGapsTest {

    private static final String TOPIC = TopicNames.REQUESTS;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final LostRecords lost = new LostRecords(metrics);
    private long begin;
    private long committed;
    private final OffsetGaps gaps = new OffsetGaps(new FakeLog(), lost, 3);

    @Test
    void whatWasDeletedBeforeAnybodyReadItIsLostAndSaidSo() {
        begin = 150;
        committed = 100;

        gaps.begin(List.of(TOPIC));

        assertThat(lost.inOneLine()).isEqualTo("infrabot.requests-3 before 150");
        assertThat(metrics.counter("infrabot.mcp.records.lost", "topic", TOPIC).count())
                .isEqualTo(50);
    }

    @Test
    void whatWasReadBeforeItWasDeletedIsNotMissed() {
        begin = 100;
        committed = 100;

        gaps.begin(List.of(TOPIC));

        assertThat(lost.inOneLine()).isEmpty();
    }

    @Test
    void theEndOfATransactionIsNoLoss() {
        gaps.begin(List.of(TOPIC));
        gaps.read(TOPIC, 0);
        gaps.read(TOPIC, 2);
        gaps.look();

        assertThat(lost.inOneLine()).isEmpty();
    }

    @Test
    void aJumpOverWhatIsDeletedIsALossAndToldOnce() {
        gaps.begin(List.of(TOPIC));
        gaps.read(TOPIC, 0);
        begin = 40;
        gaps.read(TOPIC, 40);
        gaps.look();
        gaps.look();

        assertThat(lost.inOneLine()).isEqualTo("infrabot.requests-3 before 40");
        assertThat(metrics.counter("infrabot.mcp.records.lost", "topic", TOPIC).count())
                .isEqualTo(39);
    }

    private final class FakeLog implements TopicReader {

        @Override
        public Reached readWhile(
                String topic, int partition, long from, long to, Predicate<ConsumerRecord<byte[], byte[]>> more) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<String, Span> spans(Collection<String> topics, int partition) {
            return Map.of(TOPIC, new Span(begin, committed));
        }
    }
}
