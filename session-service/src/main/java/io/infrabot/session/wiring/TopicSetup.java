package io.infrabot.session.wiring;

import io.infrabot.events.Topic;
import io.infrabot.events.Topic.Kept;
import io.infrabot.events.TopicNames;
import io.infrabot.session.Replicas;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jboss.logging.Logger;

/** Creates the topics that are missing and refuses to go on with ones of another shape. */
final class TopicSetup {

    private static final Logger LOG = Logger.getLogger(TopicSetup.class);
    private static final String UNLIMITED = "-1";
    private static final String RECORD_BYTES = Integer.toString(2 * 1024 * 1024);
    private static final Map<String, String> DEAD_LETTERS = Map.of(
            TopicConfig.RETENTION_MS_CONFIG,
            milliseconds(Topic.DEAD_LETTERS_KEPT),
            TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
            RECORD_BYTES);

    private final int partitions;
    private final Replicas replicas;

    TopicSetup(int partitions, Replicas replicas) {
        this.partitions = partitions;
        this.replicas = replicas;
    }

    /** A topic exists with another number of partitions than this installation uses: keys would move. */
    static final class WrongPartitions extends RuntimeException {
        private static final long serialVersionUID = 1L;

        WrongPartitions(String topic, int found, int wanted) {
            super("topic %s has %d partitions, but %d are configured; infrabot.session.partitions never changes"
                    .formatted(topic, found, wanted));
        }
    }

    /** Blocks until every topic is there. */
    void ensure(Admin admin) throws ExecutionException, InterruptedException {
        make(admin, missing(admin));
        verify(admin, topics());
    }

    /** The topics that are not there. Blocks. */
    List<NewTopic> missing(Admin admin) throws ExecutionException, InterruptedException {
        var present = new HashSet<>(admin.listTopics().names().get());
        return topics().stream()
                .filter(topic -> !present.contains(topic.name()))
                .toList();
    }

    /** Makes these topics, unless another instance was faster. Blocks. */
    void make(Admin admin, List<NewTopic> missing) throws ExecutionException, InterruptedException {
        var made = new ArrayList<String>();
        for (var created : admin.createTopics(missing).values().entrySet()) {
            try {
                created.getValue().get();
                made.add(created.getKey());
            } catch (ExecutionException e) {
                // another instance was faster
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
        if (!made.isEmpty()) {
            LOG.infof("created the topics %s", made);
        }
    }

    private static void verify(Admin admin, List<NewTopic> wanted) throws ExecutionException, InterruptedException {
        var found = admin.describeTopics(wanted.stream().map(NewTopic::name).toList())
                .allTopicNames()
                .get();
        for (var topic : wanted) {
            var description = found.get(topic.name());
            if (description != null && description.partitions().size() != topic.numPartitions()) {
                throw new WrongPartitions(topic.name(), description.partitions().size(), topic.numPartitions());
            }
        }
    }

    /** Every topic with its settings, as published in {@code asyncapi.yaml}. */
    List<NewTopic> topics() {
        var topics = new ArrayList<NewTopic>();
        for (var topic : Topic.values()) {
            topics.add(topic(topic.address(), topic.partitions().orElse(partitions), settingsOf(topic.kept())));
        }
        for (var topic : Topic.values()) {
            if (topic.hasDeadLetters()) {
                topics.add(topic(TopicNames.deadLettersOf(topic.address()), partitions, DEAD_LETTERS));
            }
        }
        return topics;
    }

    private static Map<String, String> settingsOf(Kept kept) {
        if (kept.compacted()) {
            return Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        }
        var settings = new HashMap<String, String>();
        settings.put(
                TopicConfig.RETENTION_MS_CONFIG, kept.retention() == null ? UNLIMITED : milliseconds(kept.retention()));
        if (kept.stampedByBroker()) {
            settings.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
        }
        if (kept.segment() != null) {
            settings.put(TopicConfig.SEGMENT_MS_CONFIG, milliseconds(kept.segment()));
        }
        return settings;
    }

    private static String milliseconds(Duration duration) {
        return Long.toString(duration.toMillis());
    }

    private NewTopic topic(String name, int count, Map<String, String> settings) {
        return new NewTopic(name, count, replicas.number()).configs(replicas.with(settings));
    }
}
