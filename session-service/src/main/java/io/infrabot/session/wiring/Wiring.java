package io.infrabot.session.wiring;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.infrabot.session.HeapShare;
import io.infrabot.session.SessionConfig;
import io.infrabot.session.decide.Decider;
import io.infrabot.session.decide.Rules;
import io.infrabot.session.live.StreamBudget;
import io.infrabot.session.nodes.KnownNodes;
import io.infrabot.wire.Json;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes what is not a bean by itself. */
@ApplicationScoped
class Wiring {

    /** As {@code kafka-streams.request.timeout.ms}: another broker is asked then. */
    private static final int ANSWER_MS = 5_000;

    /** The part of the heap that live streams may have: one eighth. */
    private static final int STREAMS = 8;

    @Produces
    @Singleton
    Decider decider(SessionConfig config) {
        return new Decider(new Rules(config.ttl(), config.maxReplacements()));
    }

    @Produces
    @Singleton
    KnownNodes nodes() {
        var nodes = new KnownNodes();
        nodes.expectRegistrations();
        return nodes;
    }

    /** What people send is read strictly: an unknown field is an error, not a surprise later. */
    @Produces
    @Singleton
    ObjectMapper objectMapper() {
        return Json.strict();
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    StreamBudget streamBudget(SessionConfig config, MeterRegistry registry) {
        var most = config.streamMemory()
                .map(given -> given.asLongValue())
                .orElseGet(() -> HeapShare.of(STREAMS).bytes());
        var budget = new StreamBudget(
                most, System::nanoTime, task -> Thread.ofVirtual().start(task));
        Gauge.builder("infrabot.mcp.streams.bytes", budget, StreamBudget::held).register(registry);
        return budget;
    }

    @Produces
    @Singleton
    KafkaTopicReader log(
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            @ConfigProperty(name = "quarkus.kafka-streams.application-id") String applicationId) {
        return new KafkaTopicReader(kafka(bootstrapServers), applicationId);
    }

    void close(@Disposes KafkaTopicReader log) {
        log.close();
    }

    static Map<String, Object> kafka(String bootstrapServers) {
        return Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG,
                ANSWER_MS);
    }
}
