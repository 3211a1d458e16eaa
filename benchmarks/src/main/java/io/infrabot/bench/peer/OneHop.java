package io.infrabot.bench.peer;

import io.infrabot.bench.measure.OpenLoop;
import io.infrabot.bench.measure.Pairing;
import io.infrabot.bench.measure.Reading;
import io.infrabot.bench.measure.Ticker;
import io.infrabot.bench.rig.Kafka;
import io.infrabot.bench.rig.Payload;
import io.infrabot.bench.rig.Stage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** From a producer through the broker to a consumer, both in this process: what one hop costs at least. */
public final class OneHop implements AutoCloseable {

    private static final String TOPIC = "bench.hop";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final byte[] payload = Payload.any().getBytes(StandardCharsets.UTF_8);
    private final AtomicLong number = new AtomicLong();
    private final Pairing hops = new Pairing();
    private final KafkaProducer<String, byte[]> producer;
    private final Stage stage;
    private final double perSecond;

    /** Makes its topic and reads it. */
    public OneHop(Kafka kafka, double perSecond) throws InterruptedException {
        kafka.topics(TOPIC);
        producer = kafka.producer();
        stage = Stage.reading(kafka, TOPIC, record -> hops.ended(record.key(), System.nanoTime()));
        this.perSecond = perSecond;
    }

    /** Sends at that rate; {@code consumed} is the time from the intended moment until the consumer has it. */
    public Reading measure(Duration time) throws InterruptedException {
        hops.next();
        var sent = new OpenLoop(Ticker.system(), perSecond).run(time, List.of(this::send));
        var lost = hops.settle(PATIENCE);
        return Reading.of("consumed", hops.latencies())
                .in(sent.took())
                .failed(sent.failed() + lost, lost > 0 ? "not consumed" : sent.why());
    }

    private void send(long intended) {
        var key = Long.toString(number.incrementAndGet());
        hops.asked(key, intended);
        var _ = producer.send(new ProducerRecord<>(TOPIC, key, payload));
    }

    @Override
    public void close() {
        stage.close();
        producer.close();
    }
}
