package io.infrabot.docker.dockerjava;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.docker.engine.EngineCall;
import io.infrabot.docker.engine.EngineException;
import io.infrabot.docker.engine.EngineMessage;
import io.infrabot.docker.registry.EngineReference;
import io.infrabot.tools.ToolFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
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

/** A run that is cancelled interrupts whoever calls the engine. What is called next must not pay for it. */
class InterruptedCallsTest {

    /** As many as a node has slots for transfers, and more than the engine is asked at once. */
    private static final int CALLERS = 16;

    private static final int INTERRUPTS = 20_000;
    private static final int CUT_OFF_PULLS = 2_000;
    private static final long BETWEEN_NANOS = 50_000;
    private static final long LONGEST_CALL_NANOS = 2_000_000;
    private static final int PATIENCE_SECONDS = 20;

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nOK";
    private static final String NO_IMAGE =
            "HTTP/1.1 404 Not Found\r\nContent-Type: application/json\r\nContent-Length: 17\r\n\r\n{\"message\":\"no\"} ";
    private static final String PULLING =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final String MESSAGE = "16\r\n{\"status\":\"a message\"}\r\n";
    private static final String END = "0\r\n\r\n";

    @TempDir
    private Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private ServerSocketChannel door;
    private DockerJavaEngine engine;
    private volatile boolean stopped;

    @BeforeEach
    void anEngineWithoutImagesThatEndsQuickPullsOnly() throws IOException {
        var socket = folder.resolve("engine.sock");
        door = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
        threads.execute(this::serve);
        engine = new DockerJavaEngine(URI.create("unix://" + socket), "1.41", Duration.ofSeconds(60));
    }

    @AfterEach
    void itEnds() throws IOException {
        door.close();
        threads.shutdownNow();
    }

    @Test
    void aQuestionThatIsInterruptedTakesNothingFromThoseToCome() throws Exception {
        var askers = IntStream.range(0, CALLERS)
                .mapToObj(_ -> Thread.ofPlatform().start(this::askUntilToldToStop))
                .toList();
        for (int i = 0; i < INTERRUPTS; i++) {
            askers.get(ThreadLocalRandom.current().nextInt(CALLERS)).interrupt();
            LockSupport.parkNanos(BETWEEN_NANOS);
        }
        stopped = true;

        allAtOnce(() -> assertThat(engine.find("any")).isEmpty());
    }

    @Test
    void aPullThatIsCutOffTakesNothingFromThoseToCome() throws Exception {
        try (var callers = Executors.newFixedThreadPool(CALLERS)) {
            for (int i = 0; i < CUT_OFF_PULLS; i++) {
                callers.execute(() -> pullAndCutOff("slow"));
            }
        }

        allAtOnce(this::pullQuickly);
    }

    /** An engine whose registry never answers says nothing at all, not even that it has begun. */
    @Test
    void aPullThatIsCutOffBeforeTheEnginesFirstWordTakesNothingFromThoseToCome() throws Exception {
        try (var callers = Executors.newFixedThreadPool(CALLERS)) {
            for (int i = 0; i < 4 * CALLERS; i++) {
                callers.execute(() -> pullAndCutOff("silent"));
            }
        }

        allAtOnce(this::pullQuickly);
    }

    /** All of them get an answer, though each has to have a connection of its own. */
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
                assertThat(engine.find("any")).isEmpty();
            } catch (EngineException e) {
                boolean _ = Thread.interrupted();
            }
        }
    }

    private boolean pullQuickly() throws ToolFailure, InterruptedException {
        engine.pull(EngineReference.parse("127.0.0.1:5000/quick:1"), null, null, new Call());
        return true;
    }

    private void pullAndCutOff(String name) {
        try {
            engine.pull(EngineReference.parse("127.0.0.1:5000/" + name + ":1"), null, null, new CallCutOff());
        } catch (ToolFailure | InterruptedException e) {
            // as it should be
        } finally {
            boolean _ = Thread.interrupted();
        }
    }

    /** Nobody ends it. */
    private static class Call implements EngineCall {

        @Override
        public void hear(EngineMessage message) {
            assertThat(message).isNotNull();
        }

        @Override
        public void onCancel(AutoCloseable hook) {
            assertThat(hook).isNotNull();
        }
    }

    /** Is ended at a moment that nobody chose, as the switch of a run does it. */
    private static final class CallCutOff extends Call {

        private final Thread caller = Thread.currentThread();

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

    private void serve() {
        try {
            while (true) {
                var connection = door.accept();
                Thread.ofVirtual().start(() -> answer(connection));
            }
        } catch (IOException e) {
            // the test is over
        }
    }

    private static void answer(SocketChannel connection) {
        try (connection) {
            var lines = new BufferedReader(
                    new InputStreamReader(Channels.newInputStream(connection), StandardCharsets.ISO_8859_1));
            for (var first = lines.readLine(); first != null; first = lines.readLine()) {
                skipHeaders(lines);
                if (!first.contains("/images/create")) {
                    say(connection, first.contains("_ping") ? OK : NO_IMAGE);
                } else if (!first.contains("silent")) {
                    say(connection, PULLING);
                    say(connection, MESSAGE);
                    if (first.contains("quick")) {
                        say(connection, END);
                    }
                }
            }
        } catch (IOException | UncheckedIOException e) {
            // whoever called is gone
        }
    }

    private static void skipHeaders(BufferedReader lines) throws IOException {
        for (var header = lines.readLine(); header != null && !header.isEmpty(); ) {
            header = lines.readLine();
        }
    }

    private static void say(SocketChannel connection, String what) throws IOException {
        var bytes = ByteBuffer.wrap(what.getBytes(StandardCharsets.ISO_8859_1));
        while (bytes.hasRemaining()) {
            connection.write(bytes);
        }
    }
}
