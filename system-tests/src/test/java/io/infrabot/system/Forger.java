package io.infrabot.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.infrabot.events.NodeId;
import io.infrabot.testkit.world.Api;
import io.infrabot.testkit.world.Publisher;
import io.infrabot.testkit.world.TopicProbe;
import io.infrabot.testkit.world.World;
import io.infrabot.wire.Received.Known;
import io.infrabot.wire.RecordCodec;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Somebody who may write to every topic, and looks at what comes of it. */
record Forger(World world, Publisher publisher) {

    Api api() {
        return world.api();
    }

    HeldRun held() {
        return HeldRun.of(world);
    }

    JsonNode end(HeldRun held) {
        return api().end(held.operation().value());
    }

    JsonNode node(NodeId id) {
        for (var node : api().get("/api/v1/nodes").body().path("items")) {
            if (node.path("nodeId").asText().equals(id.value())) {
                return node;
            }
        }
        throw new AssertionError("there is no node " + id);
    }

    List<Object> read(String topic) {
        return new TopicProbe(world)
                .all(topic).stream()
                        .flatMap(record ->
                                RecordCodec.read(record.headers(), record.value()) instanceof Known(Object known, var _)
                                        ? Stream.of(known)
                                        : Stream.empty())
                        .toList();
    }

    void write(String topic, String key, Object record) {
        publisher.publish(topic, key, headers(record), RecordCodec.encode(record));
    }

    static RecordHeaders headers(Object record) {
        return Publisher.headers(record, UUID.randomUUID().toString());
    }
}
