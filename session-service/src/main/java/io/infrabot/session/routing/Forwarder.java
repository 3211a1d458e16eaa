package io.infrabot.session.routing;

import io.infrabot.session.SessionConfig;
import io.infrabot.session.owner.Address;
import io.infrabot.session.problem.Problem;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Gives a call to the instance that owns its session and hands the answer through as it comes, on the event loop and
 * only as fast as the caller takes it. Host and Origin stay as they were, so that the owner judges them too.
 */
@ApplicationScoped
public class Forwarder {

    /** Names the instance that forwarded a call, or that refused a forwarded one. */
    static final String FORWARDED = "X-InfraBot-Forwarded";

    private static final Logger LOG = Logger.getLogger(Forwarder.class);
    private static final int CONNECT_MS = 1_000;
    /** An owner that is only slow must not be taken for dead: a decision may take two seconds, storing two before. */
    private static final long WRITE_MS = 6_000;

    private static final long READ_MS = 2_000;
    /** Streams have a heartbeat every 15 s. */
    private static final int SILENCE_SECONDS = 45;
    /** Less than the 60 s after which the other side closes what is idle. */
    private static final int KEEP_SECONDS = 30;
    /** Each forwarded stream holds a connection. */
    private static final int CONNECTIONS = 10_000;

    private static final Set<String> OF_ONE_CONNECTION = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "expect",
            "content-length");

    private final Vertx vertx;
    private final HttpClient client;
    private final String instance;

    Forwarder(Vertx vertx, SessionConfig config) {
        this.vertx = vertx;
        this.instance = config.instance();
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout(CONNECT_MS)
                .setMaxPoolSize(CONNECTIONS)
                .setReadIdleTimeout(SILENCE_SECONDS)
                .setKeepAliveTimeout(KEEP_SECONDS));
    }

    /** Whether another instance has sent the call here. */
    public static boolean isForwarded(HttpServerRequest request) {
        return request.headers().contains(FORWARDED);
    }

    /** Tells a caller that this is the wrong door, for now; a header of our own tells an instance that forwarded it. */
    public static void answerNotOurs(RoutingContext context) {
        if (isForwarded(context.request())) {
            context.response().putHeader(FORWARDED, "no");
        }
        Problem.of(503, "NOT_READY", "the session's partition is moving; try again shortly")
                .answer(context);
    }

    /**
     * Forwards the call, once.
     *
     * @param ownerGone called instead of an answer, where the owner is not there or is not the owner any more
     */
    void forward(RoutingContext context, Address owner, Runnable ownerGone) {
        var incoming = context.request();
        client.request(new RequestOptions()
                        .setMethod(incoming.method())
                        .setHost(owner.host())
                        .setPort(owner.port())
                        .setURI(incoming.uri()))
                .onSuccess(request -> send(context, request, ownerGone))
                .onFailure(e -> {
                    LOG.debugf("%s cannot be reached: %s", owner, e.getMessage());
                    ownerGone.run();
                });
    }

    private void send(RoutingContext context, HttpClientRequest request, Runnable ownerGone) {
        var incoming = context.request();
        copy(incoming.headers(), request.headers());
        request.putHeader(FORWARDED, instance);
        var patience = incoming.method().equals(HttpMethod.GET) ? READ_MS : WRITE_MS;
        var timer = vertx.setTimer(patience, _ -> request.reset());
        context.addEndHandler(end -> {
            if (end.failed()) {
                request.reset();
            }
        });
        var body = context.body().buffer();
        var answered = body == null ? request.send() : request.send(body);
        answered.onComplete(answer -> {
            var _ = vertx.cancelTimer(timer);
            if (context.response().closed()) {
                request.reset();
            } else if (answer.failed()) {
                LOG.debugf("no answer from the owner: %s", answer.cause().getMessage());
                ownerGone.run();
            } else if ("no".equals(answer.result().getHeader(FORWARDED))) {
                // its few bytes are let pass: to break it off would be logged as an error
                ownerGone.run();
            } else {
                relay(answer.result(), context);
            }
        });
    }

    private static void relay(HttpClientResponse answer, RoutingContext context) {
        var response = context.response().setStatusCode(answer.statusCode());
        copy(answer.headers(), response.headers());
        var length = answer.getHeader("Content-Length");
        if (length != null) {
            response.putHeader("Content-Length", length);
        } else if (answer.getHeader("Transfer-Encoding") != null) {
            response.setChunked(true);
        }
        // an answer that breaks off must not look like one that has ended
        answer.pipe().endOnFailure(false).to(response).onFailure(_ -> response.reset());
    }

    private static void copy(MultiMap from, MultiMap to) {
        from.forEach(header -> {
            if (!OF_ONE_CONNECTION.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                to.add(header.getKey(), header.getValue());
            }
        });
    }
}
