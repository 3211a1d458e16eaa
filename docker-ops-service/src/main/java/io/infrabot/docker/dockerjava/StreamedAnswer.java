package io.infrabot.docker.dockerjava;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallbackTemplate;
import io.infrabot.docker.engine.EngineException;
import io.infrabot.events.ErrorCode;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * What the engine says during a long call, handed from docker-java's thread to the caller's. Silence for too long is an
 * error: a stalled engine is told from a slow one by that alone.
 */
final class StreamedAnswer<T> extends ResultCallbackTemplate<StreamedAnswer<T>, T> {

    private sealed interface Said<T> {

        record Item<T>(T item) implements Said<T> {}

        record Broken<T>(Throwable why) implements Said<T> {}

        record Over<T>() implements Said<T> {}
    }

    /** Bounded, so that an engine that says more than is heard is slowed down. */
    private final BlockingQueue<Said<T>> said = new LinkedBlockingQueue<>(10_000);

    private final DockerClient client;
    private final Duration stall;
    private final ErrorCode failure;

    /**
     * The answer to one long call, which is made later.
     *
     * @param client used for this call only; closed with this answer
     * @param stall  the longest silence of the engine
     */
    StreamedAnswer(DockerClient client, Duration stall, ErrorCode failure) {
        this.client = client;
        this.stall = stall;
        this.failure = failure;
    }

    /** Aborts the call. Before the engine responds there is no stream to close, so the client is closed as well. */
    @Override
    public void close() throws IOException {
        try {
            super.close();
        } finally {
            client.close();
        }
    }

    @Override
    public void onNext(T item) {
        put(new Said.Item<>(item));
    }

    /** Not the template's own, which logs what the caller is about to be told. */
    @Override
    public void onError(Throwable why) {
        put(new Said.Broken<>(why));
        onComplete();
    }

    @Override
    public void onComplete() {
        put(new Said.Over<>());
        super.onComplete();
    }

    /** The next thing said; empty at the end. */
    Optional<T> next() throws EngineException, InterruptedException {
        var next = said.poll(stall.toMillis(), TimeUnit.MILLISECONDS);
        if (next == null) {
            throw new EngineException(
                    ErrorCode.DOCKER_DAEMON_UNAVAILABLE,
                    "the container engine has said nothing for %d s".formatted(stall.toSeconds()));
        }
        return switch (next) {
            case Said.Item<T>(var item) -> Optional.of(item);
            case Said.Broken<T>(var why) -> throw EngineErrors.of(why, failure);
            case Said.Over<T>() -> Optional.empty();
        };
    }

    private void put(Said<T> next) {
        try {
            said.put(next);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
