package io.infrabot.bench.peer;

import io.infrabot.bench.rig.Kafka;
import io.infrabot.bench.rig.Payload;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The process of the bare peers, started as InfraBot's own are: {@code /trivial} answers at once, {@code /noop} is the
 * bare pipeline behind the same server, and {@code /events} tells which of its operations have ended.
 */
public final class PeerMain {

    private static final Buffer ANSWER = Buffer.buffer(Payload.any());
    private static final int ACCEPTED = 202;
    private static final int NOT_FOUND = 404;
    private static final int BROKEN = 500;

    private final Map<HttpServerResponse, Boolean> readers = new ConcurrentHashMap<>();
    private final @Nullable BarePipeline pipeline;

    private PeerMain(@Nullable String bootstrapServers, Consumer<Runnable> effect) throws InterruptedException {
        pipeline =
                bootstrapServers == null ? null : BarePipeline.start(new Kafka(bootstrapServers), effect, this::ended);
    }

    /**
     * Serves on the port that the first argument names; the second names the brokers, where there are any; the third an
     * engine, where each operation is to make a tag.
     */
    public static void main(String[] arguments) throws InterruptedException, IOException {
        var peer = new PeerMain(
                arguments.length > 1 ? arguments[1] : null,
                arguments.length > 2 ? new BareTags(arguments[2]) : Runnable::run);
        var _ = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2))
                .createHttpServer()
                .requestHandler(peer::answer)
                .listen(Integer.parseInt(arguments[0]), "127.0.0.1")
                .onFailure(failure -> {
                    System.err.println("no server: " + failure);
                    System.exit(1);
                });
    }

    private void answer(HttpServerRequest request) {
        switch (String.valueOf(request.path())) {
            case "/trivial" -> request.bodyHandler(_ -> json(request.response()).end(ANSWER));
            case "/events" -> follow(request.response());
            case "/noop" ->
                request.bodyHandler(body -> submit(
                        request.response(),
                        "2".equals(request.getParam("hops")) ? BarePipeline.WORK : BarePipeline.REQUESTS,
                        body));
            default -> request.response().setStatusCode(NOT_FOUND).end();
        }
    }

    private void submit(HttpServerResponse response, String topic, Buffer body) {
        if (pipeline == null) {
            response.setStatusCode(NOT_FOUND).end();
            return;
        }
        pipeline.submit(topic, UUID.randomUUID().toString(), body.getBytes(), (key, failure) -> {
            if (failure == null) {
                json(response).setStatusCode(ACCEPTED).end("{\"operationId\":\"" + key + "\"}");
            } else {
                response.setStatusCode(BROKEN).end(failure.toString());
            }
        });
    }

    private void follow(HttpServerResponse response) {
        response.setChunked(true).putHeader("Content-Type", "text/event-stream");
        response.closeHandler(_ -> readers.remove(response));
        response.write(":\n\n");
        readers.put(response, true);
    }

    private void ended(String key) {
        var line = "event:operation\ndata:{\"operationId\":\"" + key + "\",\"status\":\"SUCCEEDED\"}\n\n";
        readers.keySet().forEach(reader -> reader.write(line));
    }

    private static HttpServerResponse json(HttpServerResponse response) {
        return response.putHeader("Content-Type", "application/json");
    }
}
