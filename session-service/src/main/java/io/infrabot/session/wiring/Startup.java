package io.infrabot.session.wiring;

import io.infrabot.events.Beat;
import io.infrabot.events.NodeId;
import io.infrabot.events.NodeRegistered;
import io.infrabot.events.SessionState;
import io.infrabot.events.Topics;
import io.infrabot.session.Replicas;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Waits for the broker, makes the topics, then begins to listen to nodes and states. Kafka Streams starts by itself. */
@ApplicationScoped
public class Startup {

    private static final Logger LOG = Logger.getLogger(Startup.class);
    private static final long RETRY_MS = 500;
    private static final int ANSWER_MS = 5_000;
    private static final int MANY_BYTES = 64 * 1024;
    private static final int MOMENT_MS = 50;

    private final SessionConfig config;
    private final Map<String, Object> kafka;
    private final KnownNodes nodes;
    private final SessionIndex index;
    private final Changes changes;
    private final List<TopicTail> tails = new ArrayList<>();
    private volatile boolean listening;
    private volatile boolean stopped;

    Startup(
            SessionConfig config,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            KnownNodes nodes,
            SessionIndex index,
            Changes changes) {
        this.config = config;
        this.kafka = Wiring.kafka(bootstrapServers);
        this.nodes = nodes;
        this.index = index;
        this.changes = changes;
    }

    /** Whether nodes and states have been read up to now. */
    public boolean isListening() {
        return listening && tails.stream().allMatch(TopicTail::isCaughtUp);
    }

    /** The topics that are missing now. */
    public Set<String> missingTopics() {
        var watching = guard;
        return watching == null ? Set.of() : watching.gone();
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
            if (guard != null) {
                guard.close();
            }
        }
    }

    private @Nullable Canary canary;
    private volatile @Nullable TopicGuard guard;

    private void start() {
        var setup = new TopicSetup(config.partitions(), new Replicas(config.replicas()));
        try (var admin = Admin.create(impatient(kafka))) {
            ensureTopics(setup, admin);
        } catch (TopicSetup.WrongPartitions e) {
            LOG.fatal(e.getMessage());
            Quarkus.asyncExit(1);
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        synchronized (tails) {
            var ours = new Canary(kafka, config.instance(), () -> changes.look(System.nanoTime()));
            canary = ours;
            guard = new TopicGuard(Admin.create(impatient(kafka)), setup);
            tails.add(new TopicTail(
                    kafka, Topics.NODES, TopicTail.From.BEGINNING, this::registration, nodes::registrationsRead));
            tails.add(new TopicTail(unhurried(kafka), Topics.SESSION_STATE, TopicTail.From.BEGINNING, this::state));
            tails.add(new TopicTail(kafka, Topics.BEATS, TopicTail.From.END, record -> beat(ours, record)));
        }
        listening = true;
    }

    private void ensureTopics(TopicSetup setup, Admin admin) throws InterruptedException {
        var level = Logger.Level.WARN;
        while (!stopped) {
            try {
                setup.ensure(admin);
                return;
            } catch (ExecutionException e) {
                LOG.logf(
                        level,
                        "waiting for the broker at %s: %s",
                        kafka.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG),
                        e.getMessage());
                // it is waited for all the time, and said once
                level = Logger.Level.DEBUG;
                Thread.sleep(RETRY_MS);
            }
        }
    }

    /** Lists may be a moment behind; under load the broker then answers once for many states, not once for each. */
    private static Map<String, Object> unhurried(Map<String, Object> kafka) {
        var settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, MANY_BYTES);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, MOMENT_MS);
        return settings;
    }

    /** So that the log soon says what is waited for. */
    private static Map<String, Object> impatient(Map<String, Object> kafka) {
        var settings = new HashMap<>(kafka);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MS);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MS);
        return settings;
    }

    private void beat(Canary ours, ConsumerRecord<String, byte[]> record) {
        if (ours.isOurs(record.key())) {
            var now = System.nanoTime();
            nodes.canarySeen(now);
            changes.canarySeen(now);
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
