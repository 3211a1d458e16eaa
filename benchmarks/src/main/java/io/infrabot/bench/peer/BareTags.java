package io.infrabot.bench.peer;

import io.infrabot.bench.rig.Tags;
import io.infrabot.bench.rig.Wire;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** Makes tags over bare connections to an engine, as many at once as docker-ops does. */
final class BareTags implements Consumer<Runnable> {

    private static final int CONNECTIONS = 4;

    private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
    private final Tags tags = new Tags("bench-bare");

    BareTags(String engine) throws IOException {
        for (int i = 0; i < CONNECTIONS; i++) {
            var wire = Wire.engine(engine);
            var _ = Thread.ofPlatform().daemon().name("tags-" + i).start(() -> work(wire));
        }
    }

    @Override
    public void accept(Runnable done) {
        waiting.add(done);
    }

    private void work(Wire wire) {
        try {
            while (true) {
                var done = waiting.take();
                var _ = wire.post(tags.get().path(), "").expect(201);
                done.run();
            }
        } catch (IOException e) {
            // what it was to do has no end, and whoever measures sees that
            System.err.println("no tag: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
