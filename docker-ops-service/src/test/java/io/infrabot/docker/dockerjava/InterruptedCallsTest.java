package io.infrabot.docker.dockerjava;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.docker.engine.EngineCall;
import io.infrabot.docker.engine.EngineException;
import io.infrabot.docker.engine.EngineMessage;
import io.infrabot.docker.engine.Images;
import io.infrabot.docker.engine.Silent;
import io.infrabot.docker.engine.UnixHttpServer;
import io.infrabot.docker.registry.EngineReference;
import io.infrabot.tools.ToolFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cancelling a run interrupts its thread, perhaps in a call of the engine. Later calls still get a connection. */
class InterruptedCallsTest {

    /** As many as a node has slots for transfers. */
    private static final int CALLERS = 16;

    private static final int INTERRUPTS = 20_000;
    private static final int CANCELLED_PULLS = 2_000;
    private static final long BETWEEN_NANOS = 50_000;
    private static final long LONGEST_CALL_NANOS = 2_000_000;
    private static final int PATIENCE_SECONDS = 20;

    private static final String NO_IMAGE =
            "HTTP/1.1 404 Not Found\r\nContent-Type: application/json\r\nContent-Length: 17\r\n\r\n{\"message\":\"no\"} ";
    private static final String PULLING =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final String MESSAGE = "16\r\n{\"status\":\"a message\"}\r\n";
    private static final String END = "0\r\n\r\n";

    @TempDir
    private Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private UnixHttpServer server;
    private Images images;
    private volatile boolean stopped;

    @BeforeEach
    void anEngineWithoutImages() throws IOException {
        var socket = folder.resolve("engine.sock");
        server = new UnixHttpServer(socket, InterruptedCallsTest::answer);
        images = new DockerJavaEngine(URI.create("unix://" + socket), "1.41", Duration.ofSeconds(60)).images();
    }

    @AfterEach
    void itEnds() throws IOException {
        server.close();
        threads.shutdownNow();
    }

    @Test
    void interruptedQuestionsLoseNoConnection() throws Exception {
        var askers = IntStream.range(0, CALLERS)
                .mapToObj(_ -> Thread.ofPlatform().start(this::askUntilToldToStop))
                .toList();
        for (int i = 0; i < INTERRUPTS; i++) {
            askers.get(ThreadLocalRandom.current().nextInt(CALLERS)).interrupt();
            LockSupport.parkNanos(BETWEEN_NANOS);
        }
        stopped = true;

        allAtOnce(() -> assertThat(images.find("any")).isEmpty());
    }

    @Test
    void cancelledPullsLoseNoConnection() throws Exception {
        cancelPullsOf("slow", CANCELLED_PULLS);

        allAtOnce(this::pullQuickly);
    }

    /** An engine whose registry never answers sends no response headers. */
    @Test
    void pullsThatAreCancelledBeforeTheEngineRespondsLoseNoConnection() throws Exception {
        cancelPullsOf("silent", 4 * CALLERS);

        allAtOnce(this::pullQuickly);
    }

    /** Every call is answered, though all of them need a connection at the same time. */
    private void allAtOnce(Callable<?> call) throws Exception {
        var answers =
                IntStream.range(0, CALLERS).mapToObj(_ -> threads.submit(call)).toList();
        for (var answer : answers) {
            assertThat(answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isNotNull();
        }
    }

    private void askUntilToldToStop() {
        while (!stopped) {
            try {
                assertThat(images.find("any")).isEmpty();
            } catch (EngineException e) {
                boolean _ = Thread.interrupted();
            }
        }
    }

    private boolean pullQuickly() throws ToolFailure, InterruptedException {
        pull("quick", new Silent());
        return true;
    }

    private void cancelPullsOf(String name, int times) {
        try (var callers = Executors.newFixedThreadPool(CALLERS)) {
            for (int i = 0; i < times; i++) {
                callers.execute(() -> pullAndCancel(name));
            }
        }
    }

    private void pullAndCancel(String name) {
        try {
            pull(name, new Cancelled());
        } catch (ToolFailure | InterruptedException e) {
            // as it should be
        } finally {
            boolean _ = Thread.interrupted();
        }
    }

    private void pull(String name, EngineCall call) throws ToolFailure, InterruptedException {
        images.pull(EngineReference.parse("127.0.0.1:5000/" + name + ":1"), null, null, call);
    }

    /** Is cancelled after a random time, in the way in which a run is. */
    private static final class Cancelled implements EngineCall {

        private final Thread caller = Thread.currentThread();

        @Override
        public void receive(EngineMessage message) {}

        @Override
        public void onCancel(AutoCloseable hook) {
            Thread.startVirtualThread(() -> {
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_CALL_NANOS));
                caller.interrupt();
                close(hook);
            });
        }

        private static void close(AutoCloseable hook) {
            try {
                hook.close();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }

    /** There is no image; a pull of quick ends at once, one of slow never, and one of silent never begins. */
    private static void answer(String request, byte[] body, OutputStream response) throws IOException {
        if (!request.contains("/images/create")) {
            write(response, NO_IMAGE);
        } else if (!request.contains("silent")) {
            write(response, PULLING + MESSAGE);
            if (request.contains("quick")) {
                write(response, END);
            }
        }
    }

    private static void write(OutputStream response, String text) throws IOException {
        response.write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
