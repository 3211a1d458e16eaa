package io.infrabot.docker.dockerjava;

import io.infrabot.docker.context.ContextArchive;
import io.infrabot.docker.engine.BuildSpec;
import io.infrabot.docker.engine.EngineException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Packs what is to be built into a file without a name. A large context takes seconds: it is left behind on a cancel. */
final class PackedContext {

    private PackedContext() {}

    /** The packed context of {@code spec}; returns at once when interrupted. Closing it frees the disk. */
    static InputStream of(BuildSpec spec) throws InterruptedException, EngineException {
        var packing = new CompletableFuture<InputStream>();
        var packer = Thread.ofVirtual().start(() -> {
            try {
                packing.complete(pack(spec));
            } catch (IOException | RuntimeException e) {
                packing.completeExceptionally(e);
            }
        });
        try {
            return packing.get();
        } catch (InterruptedException e) {
            packer.interrupt();
            var _ = packing.thenAccept(PackedContext::close);
            throw e;
        } catch (ExecutionException e) {
            throw EngineErrors.ofPacking(e);
        }
    }

    private static InputStream pack(BuildSpec spec) throws IOException {
        var path = Files.createTempFile("infrabot-context-", ".tar");
        var file = FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        try {
            var out = new BufferedOutputStream(Channels.newOutputStream(file), 64 * 1024);
            ContextArchive.write(spec.context(), spec.ignore(), out);
            out.flush();
            return Channels.newInputStream(file.position(0));
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static void close(InputStream packed) {
        try {
            packed.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
