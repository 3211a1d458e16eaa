package io.infrabot.docker.dockerjava;

import com.github.dockerjava.api.command.BuildImageCmd;
import io.infrabot.docker.engine.BuildSpec;
import io.infrabot.docker.engine.EngineException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Packs what is to be built. A large context takes seconds and hears no interrupt: it is left behind on a cancel. */
final class PackedContext {

    private PackedContext() {}

    /** Gives {@code command} the packed context of {@code spec}; returns at once when interrupted. */
    static BuildImageCmd of(BuildImageCmd command, BuildSpec spec) throws InterruptedException, EngineException {
        var packing = CompletableFuture.supplyAsync(
                () -> command.withBaseDirectory(spec.context().toFile())
                        .withDockerfile(
                                spec.context().resolve(spec.dockerfile()).toFile()),
                packer -> Thread.ofVirtual().start(packer));
        try {
            return packing.get();
        } catch (InterruptedException e) {
            var _ = packing.thenAccept(PackedContext::unpack);
            throw e;
        } catch (ExecutionException e) {
            throw EngineErrors.ofPacking(e);
        }
    }

    /** Closing the stream deletes the file that it reads. */
    private static void unpack(BuildImageCmd command) {
        try {
            var packed = command.getTarInputStream();
            if (packed != null) {
                packed.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
