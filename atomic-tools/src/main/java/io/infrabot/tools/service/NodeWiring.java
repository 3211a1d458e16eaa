package io.infrabot.tools.service;

import static java.util.stream.Collectors.toMap;

import io.infrabot.events.NodeId;
import io.infrabot.events.NodeRegistered.Tool;
import io.infrabot.tools.AtomicTool;
import io.infrabot.tools.beat.EngineState;
import io.infrabot.tools.beat.EngineWatch;
import io.infrabot.tools.beat.Heartbeat;
import io.infrabot.tools.beat.NodeAnnouncements;
import io.infrabot.tools.beat.NodeDescription;
import io.infrabot.tools.beat.Precedence;
import io.infrabot.tools.kafka.WorkPartition;
import io.infrabot.tools.run.Fence;
import io.infrabot.tools.run.LaneSize;
import io.infrabot.tools.run.NodeContext;
import io.infrabot.tools.run.NodeIdentity;
import io.infrabot.tools.run.NodeTime;
import io.infrabot.tools.run.PerformanceLog;
import io.infrabot.tools.run.Reports;
import io.infrabot.tools.run.RetryPolicy;
import io.infrabot.tools.run.RunObserver;
import io.infrabot.tools.run.SystemTime;
import io.infrabot.tools.run.WorkIntake;
import io.quarkus.arc.All;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts a node together from its settings and its tools. The one place where random ids are made. */
final class NodeWiring {

    @Produces
    @Singleton
    NodeTime time() {
        return new SystemTime();
    }

    void close(@Disposes NodeTime time) {
        if (time instanceof SystemTime system) {
            system.close();
        }
    }

    @Produces
    @Singleton
    NodeIdentity identity(NodeConfig config) {
        return new NodeIdentity(
                new NodeId(config.id()), config.kind(), UUID.randomUUID().toString());
    }

    @Produces
    @Singleton
    Fence fence(NodeTime time) {
        return new Fence(time);
    }

    @Produces
    @Singleton
    PerformanceLog performance(NodeTime time) {
        return new PerformanceLog(time);
    }

    @Produces
    @Singleton
    @DefaultBean
    EngineWatch noEngine() {
        return EngineState::none;
    }

    @Produces
    @Singleton
    NodeContext context(
            NodeIdentity identity,
            NodeTime time,
            Reports reports,
            Fence fence,
            RetryConfig retry,
            @All List<RunObserver> observers) {
        var policy = new RetryPolicy(
                retry.attempts(),
                retry.initialDelay(),
                retry.jitter(),
                () -> ThreadLocalRandom.current().nextDouble());
        return new NodeContext(identity, time, reports, fence, policy, RunObserver.all(observers));
    }

    @Produces
    @Singleton
    WorkIntake runs(NodeContext context, @All List<AtomicTool> tools, NodeConfig config) {
        Map<String, LaneSize> sizes = config.lanes().entrySet().stream()
                .collect(toMap(
                        Map.Entry::getKey,
                        lane -> new LaneSize(
                                lane.getValue().slots(), lane.getValue().queueCapacity())));
        return new WorkIntake(
                context, tools.stream().filter(AtomicTool::isOffered).toList(), sizes);
    }

    @Produces
    @Singleton
    Precedence precedence(NodeIdentity identity) {
        return new Precedence(identity);
    }

    @Produces
    @Singleton
    Heartbeat heartbeat(
            NodeDescription description,
            NodeTime time,
            NodeAnnouncements announcements,
            WorkIntake runs,
            EngineWatch engine,
            Fence fence,
            Precedence precedence) {
        return new Heartbeat(description, time, announcements, runs, engine, fence, precedence);
    }

    @Produces
    @Singleton
    NodeDescription description(
            NodeIdentity identity,
            NodeConfig config,
            @All List<AtomicTool> tools,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        var cards = tools.stream()
                .filter(AtomicTool::isOffered)
                .map(AtomicTool::descriptor)
                .map(it -> new Tool(it.type(), it.description(), it.inputSchema()))
                .toList();
        return new NodeDescription(
                identity,
                hostName(),
                version,
                config.labels(),
                cards,
                WorkPartition.of(identity.node().value()));
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
