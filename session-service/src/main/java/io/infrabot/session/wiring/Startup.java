package io.infrabot.session.wiring;

import io.infrabot.events.TopicNames;
import io.infrabot.session.Replicas;
import io.infrabot.session.SessionConfig;
import io.infrabot.session.nodes.KnownNodes;
import io.infrabot.session.nodes.TopicTail;
import io.infrabot.session.rest.health.TopicsInUse;
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
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Waits for the broker, makes the topics, then begins to listen to nodes and states. Kafka Streams starts by itself. */
@ApplicationScoped
public class Startup implements TopicsInUse {

    private static final Logger LOG = Logger.getLogger(Startup.class);
    private static final long RETRY_MS = 500;
    private static final int ANSWER_MS = 5_000;
    private static final int MANY_BYTES = 64 * 1024;
    private static final int MOMENT_MS = 50;

    private final SessionConfig config;
    private final Map<String, Object> kafka;
    private final KnownNodes nodes;
    private final ObservedRecords observed;
    private final ChangeLogger changes;
    private final List<TopicTail> tails = new ArrayList<>();
    private volatile boolean listening;
    private volatile boolean stopped;

    Startup(
            SessionConfig config,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            KnownNodes nodes,
            ObservedRecords observed,
            ChangeLogger changes) {
        this.config = config;
        this.kafka = Wiring.kafka(bootstrapServers);
        this.nodes = nodes;
        this.observed = observed;
        this.changes = changes;
    }

    @Override
    public boolean isListening() {
        return listening && tails.stream().allMatch(TopicTail::isCaughtUp);
    }

    @Override
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
            if (echo != null) {
                echo.close();
            }
            if (guard != null) {
                guard.close();
            }
        }
    }

    private @Nullable BrokerEcho echo;
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
            var ours = new BrokerEcho(kafka, config.instance(), () -> changes.look(System.nanoTime()));
            echo = ours;
            guard = new TopicGuard(Admin.create(impatient(kafka)), setup);
            tails.add(new TopicTail(
                    kafka,
                    TopicNames.NODES,
                    TopicTail.From.BEGINNING,
                    observed::registration,
                    nodes::registrationsRead));
            tails.add(new TopicTail(
                    unhurried(kafka), TopicNames.SESSION_STATE, TopicTail.From.BEGINNING, observed::state));
            tails.add(new TopicTail(
                    kafka, TopicNames.BEATS, TopicTail.From.END, record -> observed.beat(ours.key(), record)));
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
}
