package io.infrabot.chaos.net;

import io.infrabot.chaos.engine.EngineProxy;
import io.infrabot.testkit.world.Manner;
import io.infrabot.testkit.world.Member;
import io.infrabot.testkit.world.Member.Kind;
import io.infrabot.testkit.world.World;
import java.util.Optional;
import java.util.stream.Collectors;

/** A docker-ops node of the world, moved into a namespace while its engine is watched; moved back when closed. */
final class IsolatedNode implements AutoCloseable {

    private final World world;
    private final Member member;
    private final Namespace network;
    private final EngineProxy engine;

    private IsolatedNode(World world, Member member, Namespace network, EngineProxy engine) {
        this.world = world;
        this.member = member;
        this.network = network;
        this.engine = engine;
    }

    static Optional<String> obstacle() {
        return Namespace.obstacle().or(EngineProxy::obstacle);
    }

    /** Moves the last docker-ops node; a second one is started where it is the only one. */
    static IsolatedNode of(World world) {
        if (world.members(Kind.DOCKER_OPS).size() < 2) {
            var second = Member.dockerOps(2);
            world.add(second).start(second);
        }
        var brokers = world.members(Kind.BROKER).stream().map(world::port).collect(Collectors.toSet());
        var network = Namespace.reaching(brokers);
        var node = new IsolatedNode(world, world.members(Kind.DOCKER_OPS).getLast(), network, EngineProxy.open());
        try {
            world.restart(
                    node.member,
                    Manner.USUAL
                            .at(network.address())
                            .behind(network.prefix())
                            .with("DOCKER_HOST", node.engine.address()));
            return node;
        } catch (RuntimeException | AssertionError e) {
            node.close();
            throw e;
        }
    }

    Member member() {
        return member;
    }

    Namespace network() {
        return network;
    }

    EngineProxy engine() {
        return engine;
    }

    @Override
    public void close() {
        try (engine;
                network) {
            network.heal();
            world.restart(member, Manner.USUAL);
        }
    }
}
