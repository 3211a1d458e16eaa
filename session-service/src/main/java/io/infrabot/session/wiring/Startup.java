package io.infrabot.session.wiring;

import io.infrabot.events.Beat;
import io.infrabot.events.NodeId;
import io.infrabot.events.NodeRegistered;
import io.infrabot.events.SessionState;
import io.infrabot.events.Topics;
import io.infrabot.session.SessionConfig;
import io.infrabot.session.list.SessionIndex;
import io.infrabot.session.nodes.KnownNodes;
import io.infrabot.session.nodes.TopicTail;
import io.infrabot.wire.Received.Known;
import io.infrabot.wire.RecordCodec;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Waits for the broker, makes the topics, then begins to listen to nodes and states. Kafka Streams starts by itself. */
@ApplicationScoped
public class Startup {

    private static final Logger LOG = Logger.getLogger(Startup.class);
    private static final long RETRY_MS = 500;

    private final SessionConfig config;
    private final Map<String, Object> kafka;
    private final KnownNodes nodes;
    private final SessionIndex index;
    private final List<TopicTail> tails = new ArrayList<>();
    private volatile boolean listening;
    private volatile boolean stopped;

    Startup(
            SessionConfig config,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            KnownNodes nodes,
            SessionIndex index) {
        this.config = config;
        this.kafka = Wiring.kafka(bootstrapServers);
        this.nodes = nodes;
        this.index = index;
    }

    /** Whether nodes and states have been read up to now. */
    public boolean isListening() {
        return listening && tails.stream().allMatch(TopicTail::isCaughtUp);
    }

    void start(@Observes StartupEvent event) {
        var _ = Thread.ofPlatform().daemon().name("startup").start(this::start);
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        synchronized (tails) {
            tails.forEach(TopicTail::close);
            if (canary != null) {
                canary.close();
            }
        }
    }

    private @org.jspecify.annotations.Nullable Canary canary;

    private void start() {
        try (var admin = Admin.create(kafka)) {
            ensureTopics(admin);
        } catch (TopicSetup.WrongPartitions e) {
            LOG.fatal(e.getMessage());
            Quarkus.asyncExit(1);
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        synchronized (tails) {
            var ours = new Canary(kafka, config.instance());
            canary = ours;
            tails.add(new TopicTail(kafka, Topics.NODES, TopicTail.From.BEGINNING, this::registration));
            tails.add(new TopicTail(kafka, Topics.SESSION_STATE, TopicTail.From.BEGINNING, this::state));
            tails.add(new TopicTail(kafka, Topics.BEATS, TopicTail.From.END, record -> beat(ours, record)));
        }
        listening = true;
    }

    private void ensureTopics(Admin admin) throws InterruptedException {
        var setup = new TopicSetup(config.partitions(), config.replicas());
        while (!stopped) {
            try {
                setup.ensure(admin);
                return;
            } catch (ExecutionException e) {
                LOG.warnf("waiting for the broker: %s", e.getMessage());
                Thread.sleep(RETRY_MS);
            }
        }
    }

    private void beat(Canary ours, ConsumerRecord<String, byte[]> record) {
        if (ours.isOurs(record.key())) {
            nodes.canarySeen(System.nanoTime());
        } else if (!Canary.isCanary(record.key())
                && RecordCodec.read(record.headers(), record.value()) instanceof Known(Beat beat, var _)) {
            nodes.beat(beat);
        }
    }

    private void registration(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            nodes.registered(new NodeId(record.key()), null);
        } else if (RecordCodec.read(record.headers(), record.value())
                instanceof Known(NodeRegistered registration, var _)) {
            nodes.registered(registration.node(), registration);
        }
    }

    private void state(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            index.remove(record.key());
        } else if (RecordCodec.read(record.headers(), record.value()) instanceof Known(SessionState state, var _)) {
            index.put(state);
        }
    }
}
