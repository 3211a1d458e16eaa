package io.infrabot.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.chaos.load.NoopLoad;
import io.infrabot.system.harness.Stack;
import io.infrabot.testkit.history.HistoryFold;
import io.infrabot.testkit.world.EngineProbe;
import io.infrabot.testkit.world.Publisher;
import io.infrabot.testkit.world.RegistryProbe;
import io.infrabot.testkit.world.ThrottlingProxy;
import io.infrabot.testkit.world.TopicProbe;
import io.infrabot.testkit.world.Waiting;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Broker, writer and nodes die at the same moment (F08). */
class KillEverythingIT {

    private static final int SESSIONS = 3;
    private static final int BEFORE_THE_KILL = 150;
    private static final int LAYER_BYTES = 2 * 1024 * 1024;
    private static final long SLOW = 200_000;

    @RegisterExtension
    static final Stack STACK = new Stack();

    @Test
    void everythingGoesOnWhereItStood() throws IOException, InterruptedException {
        var api = STACK.api();
        var publisher = STACK.with(new Publisher(STACK.world()));
        var proxy = STACK.with(ThrottlingProxy.at(SLOW));
        var repository = RegistryProbe.newRepository();
        var imageId = RegistryProbe.publish(repository, 2, LAYER_BYTES);
        var image = RegistryProbe.through(proxy, repository);
        STACK.with(() -> EngineProbe.remove(image));
        var pull = api.pull(api.session(), image);
        var load = NoopLoad.on(
                api, publisher, Stream.generate(api::session).limit(SESSIONS).toList());
        Waiting.until(() -> assertThat(load.taken()).isGreaterThan(BEFORE_THE_KILL));
        Waiting.until(() -> assertThat(proxy.delivered()).isGreaterThan(SLOW));

        STACK.killAll();
        proxy.limit(ThrottlingProxy.UNLIMITED);
        STACK.startAll();

        var end = api.success(pull);
        assertThat(end.path("attempt").asInt()).isEqualTo(2);
        assertThat(EngineProbe.image(image).orElseThrow().path("Id").asText()).isEqualTo(imageId);
        load.drain();
        HistoryFold.of(new TopicProbe(STACK.world())).isSound().equalsWhatTheWriterSays(api);
    }
}
