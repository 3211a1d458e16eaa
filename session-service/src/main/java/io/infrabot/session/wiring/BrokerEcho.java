package io.infrabot.session.wiring;

import io.infrabot.events.TopicNames;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Beats beside the nodes. When its own beats stop coming back, it is the broker that is silent, and not the nodes. On the
 * wire their key begins with {@code canary/}.
 */
final class BrokerEcho implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(BrokerEcho.class);
    private static final long BEAT_MS = 250;

    private final String key;
    private final Runnable look;
    private final KafkaProducer<String, byte[]> producer;
    private final ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("canary").factory());

    /** Calls {@code look} with each beat, whether the broker takes it or not. */
    BrokerEcho(Map<String, Object> kafka, String instance, Runnable look) {
        this.look = look;
        key = "canary/" + instance;
        var settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "canary");
        // an old beat is worth nothing: it must not arrive late in the place of a new one
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 400);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 500);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 200);
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        var _ = beats.scheduleAtFixedRate(this::beat, 0, BEAT_MS, TimeUnit.MILLISECONDS);
    }

    /** The key of this service's own beats. */
    String key() {
        return key;
    }

    static boolean isEcho(@Nullable String recordKey) {
        return recordKey != null && recordKey.startsWith("canary/");
    }

    private void beat() {
        try {
            var _ = producer.send(
                    new ProducerRecord<>(TopicNames.BEATS, key, key.getBytes(StandardCharsets.UTF_8)), (_, _) -> {});
        } catch (KafkaException e) {
            LOG.debugf("a beat was not taken: %s", e.getMessage());
        }
        look.run();
    }

    @Override
    public void close() {
        beats.shutdownNow();
        producer.close(java.time.Duration.ZERO);
    }
}
