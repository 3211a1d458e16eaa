package io.infrabot.session.nodes;

import io.infrabot.service.log.LogKey;
import io.infrabot.service.log.LogKeys;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Reads every partition of a topic on a thread of its own, without a group: each instance sees everything, and keeps no
 * position. A broker that is away is waited for.
 */
public final class TopicTail implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(TopicTail.class);
    /** Closing wakes it up. */
    private static final Duration POLL = Duration.ofSeconds(1);

    /** Where reading begins. */
    public enum From {
        BEGINNING,
        END
    }

    private final String topic;
    private final From from;
    private final Consumer<ConsumerRecord<String, byte[]>> reader;
    private final Runnable whenCaughtUp;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Thread thread;
    private volatile boolean closed;
    private volatile boolean caughtUp;

    /** Begins to read {@code topic}, which must exist; {@code reader} is called on the tail's own thread. */
    public TopicTail(
            Map<String, Object> kafka, String topic, From from, Consumer<ConsumerRecord<String, byte[]>> reader) {
        this(kafka, topic, from, reader, () -> {});
    }

    /** The same; {@code whenCaughtUp} is called once, when all that stood in the topic has been read. */
    public TopicTail(
            Map<String, Object> kafka,
            String topic,
            From from,
            Consumer<ConsumerRecord<String, byte[]>> reader,
            Runnable whenCaughtUp) {
        this.topic = topic;
        this.from = from;
        this.reader = reader;
        this.whenCaughtUp = whenCaughtUp;
        var settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "tail-" + topic);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        this.consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        this.thread = Thread.ofPlatform().daemon().name("tail-" + topic).start(this::run);
    }

    /** Whether everything has been read that stood in the topic when reading began. */
    public boolean isCaughtUp() {
        return caughtUp;
    }

    private void run() {
        try {
            while (!closed) {
                readOn();
            }
        } catch (WakeupException e) {
            LOG.debugf("tail of %s closed", topic);
        } finally {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        }
    }

    /** Reads from where it is to begin; returns when the broker was away for too long, to begin again. */
    private void readOn() {
        try {
            var partitions = consumer.partitionsFor(topic, Duration.ofMinutes(1)).stream()
                    .map(each -> new TopicPartition(topic, each.partition()))
                    .toList();
            consumer.assign(partitions);
            var ends = consumer.endOffsets(partitions);
            if (from == From.BEGINNING) {
                consumer.seekToBeginning(partitions);
            } else {
                ends.forEach(consumer::seek);
            }
            while (!closed) {
                for (var record : consumer.poll(POLL)) {
                    read(record);
                }
                if (!caughtUp
                        && partitions.stream()
                                .allMatch(each -> consumer.position(each) >= ends.getOrDefault(each, 0L))) {
                    caughtUp = true;
                    whenCaughtUp.run();
                }
            }
        } catch (TimeoutException e) {
            LOG.debugf("waiting for the broker to tell about %s", topic);
        } catch (WakeupException e) {
            throw e;
        } catch (KafkaException e) {
            // who is no longer told anything would go on deciding on what was
            try (var _ = LogKeys.with(LogKey.TOPIC, topic)) {
                LOG.warnf("cannot read %s now: %s", topic, e.getMessage());
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private void read(ConsumerRecord<String, byte[]> record) {
        try {
            reader.accept(record);
        } catch (RuntimeException e) {
            try (var _ = LogKeys.record(record.topic(), record.partition(), record.offset())) {
                LOG.warnf("skipped %s-%d@%d: %s", record.topic(), record.partition(), record.offset(), e.getClass());
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
        try {
            thread.join(Duration.ofMillis(500));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
