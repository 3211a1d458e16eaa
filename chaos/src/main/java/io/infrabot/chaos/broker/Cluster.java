package io.infrabot.chaos.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.testkit.world.Member;
import io.infrabot.testkit.world.Member.Kind;
import io.infrabot.testkit.world.Waiting;
import io.infrabot.testkit.world.World;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** The brokers of a world, as an administrator sees them. */
final class Cluster implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 4;

    private final World world;
    private final Admin admin;

    Cluster(World world) {
        this.world = world;
        admin = Admin.create(Map.of(
                "bootstrap.servers", world.bootstrapServers(),
                "request.timeout.ms", 2_000,
                "default.api.timeout.ms", 4_000,
                "reconnect.backoff.max.ms", 200));
    }

    List<Member> brokers() {
        return world.members(Kind.BROKER);
    }

    /** The broker that is the active controller, as those say that can be asked. */
    Member controller() {
        return Member.broker(await(admin.describeMetadataQuorum().quorumInfo()).leaderId());
    }

    /** Returns when each copy of every partition is in sync again: only then may another broker go. */
    void awaitInSync() {
        Waiting.until(() -> {
            var topics = admin.describeTopics(admin.listTopics().names().get())
                    .allTopicNames()
                    .get();
            assertThat(topics.values())
                    .allSatisfy(topic -> assertThat(topic.partitions())
                            .allSatisfy(partition -> assertThat(partition.isr()).hasSameSizeAs(partition.replicas())));
        });
    }

    /** Deletes everything in that record's partition up to it, itself included. */
    void deleteUpTo(RecordMetadata last) {
        var where = new TopicPartition(last.topic(), last.partition());
        await(admin.deleteRecords(Map.of(where, RecordsToDelete.beforeOffset(last.offset() + 1)))
                .all());
    }

    void delete(String topic) {
        await(admin.deleteTopics(List.of(topic)).all());
    }

    /** What it takes to make the topic again. */
    NewTopic shapeOf(String topic) {
        var found = await(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic);
        if (found == null) {
            throw new IllegalArgumentException("there is no topic " + topic);
        }
        var partitions = found.partitions();
        return new NewTopic(topic, partitions.size(), (short)
                partitions.getFirst().replicas().size());
    }

    /** Makes a topic where nobody else has. */
    void makeAgain(NewTopic topic) {
        if (!await(admin.listTopics().names()).contains(topic.name())) {
            await(admin.createTopics(List.of(topic)).all());
        }
    }

    private static <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the brokers do not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        admin.close(java.time.Duration.ofSeconds(2));
    }
}
