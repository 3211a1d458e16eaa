package io.infrabot.session.wiring;

import io.infrabot.events.Topics;
import io.infrabot.session.Replicas;
import java.util.ArrayList;
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
    private static final long HOUR = 3_600_000L;
    private static final long DAY = 24 * HOUR;
    private static final String UNLIMITED = "-1";
    private static final String RECORD_BYTES = Integer.toString(2 * 1024 * 1024);

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
        topics.add(kept(Topics.REQUESTS, 7 * DAY));
        topics.add(topic(Topics.SESSION_EVENTS, partitions, Map.of(TopicConfig.RETENTION_MS_CONFIG, UNLIMITED)));
        topics.add(compacted(Topics.SESSION_STATE, partitions));
        topics.add(kept(Topics.OPERATION_EVENTS, 90 * DAY));
        topics.add(kept(Topics.OPERATION_ERRORS, 90 * DAY));
        topics.add(kept(Topics.OPERATION_PROGRESS, DAY));
        topics.add(topic(Topics.WORK, Topics.WORK_PARTITIONS, retention(DAY)));
        topics.add(topic(
                Topics.BEATS,
                1,
                Map.of(
                        TopicConfig.RETENTION_MS_CONFIG, Long.toString(HOUR / 6),
                        TopicConfig.SEGMENT_MS_CONFIG, Long.toString(HOUR / 12))));
        topics.add(compacted(Topics.NODES, 1));
        for (var input : List.of(
                Topics.REQUESTS,
                Topics.SESSION_EVENTS,
                Topics.OPERATION_EVENTS,
                Topics.OPERATION_ERRORS,
                Topics.OPERATION_PROGRESS)) {
            topics.add(topic(
                    Topics.deadLettersOf(input),
                    partitions,
                    Map.of(
                            TopicConfig.RETENTION_MS_CONFIG,
                            Long.toString(30 * DAY),
                            TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                            RECORD_BYTES)));
        }
        return topics;
    }

    /** An input: the broker stamps it, because its time is what decides. */
    private NewTopic kept(String name, long retention) {
        return topic(
                name,
                partitions,
                Map.of(
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(retention),
                        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                        "LogAppendTime"));
    }

    private NewTopic compacted(String name, int count) {
        return topic(name, count, Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
    }

    private static Map<String, String> retention(long milliseconds) {
        return Map.of(TopicConfig.RETENTION_MS_CONFIG, Long.toString(milliseconds));
    }

    private NewTopic topic(String name, int count, Map<String, String> settings) {
        return new NewTopic(name, count, replicas.number()).configs(replicas.with(settings));
    }
}
