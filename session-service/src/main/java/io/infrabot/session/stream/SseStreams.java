package io.infrabot.session.stream;

import io.infrabot.session.BoundedExecutor;
import io.infrabot.session.edge.ClientConnections;
import io.infrabot.session.live.Frame;
import io.infrabot.session.live.Mailbox;
import io.infrabot.session.live.StreamBudget;
import io.infrabot.session.problem.RequestFields;
import io.infrabot.wire.RecordCodec;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Carries a mailbox's frames to a reader as server-sent events, each when the one before it has left. */
@ApplicationScoped
class SseStreams {

    private static final long HEARTBEAT_MS = 15_000;
    private static final long LOOK_MS = 5_000;
    /** A reader who takes nothing for so long is let go. */
    static final long STALLED_NANOS = TimeUnit.SECONDS.toNanos(30);

    private static final int CARRIERS = Math.max(8, Runtime.getRuntime().availableProcessors());

    private static final Logger LOG = Logger.getLogger(SseStreams.class);
    private static final Pattern POSITION = Pattern.compile("[0-9]{1,18}");

    private final Vertx vertx;
    private final StreamBudget budget;
    private final CurrentVertxRequest current;
    /** Few: they encode, and what they encode is bounded by the budget, for which they wait. */
    private final Executor carriers = BoundedExecutor.of("stream", CARRIERS);

    SseStreams(Vertx vertx, StreamBudget budget, CurrentVertxRequest current) {
        this.vertx = vertx;
        this.budget = budget;
        this.current = current;
    }

    /** Opens a mailbox and lets {@code follow} fill it on a virtual thread, because it may read the history. */
    Multi<OutboundSseEvent> stream(Sse sse, Function<Mailbox, AutoCloseable> follow) {
        var call = current.getCurrent();
        call.response().putHeader("Cache-Control", "no-store").putHeader("X-Accel-Buffering", "no");
        return Multi.createFrom()
                .<Frame>emitter(emitter -> open(call, emitter, follow), BackPressureStrategy.IGNORE)
                .map(frame -> event(sse, frame));
    }

    private void open(
            RoutingContext call, MultiEmitter<? super Frame> emitter, Function<Mailbox, AutoCloseable> follow) {
        Runnable cutOff = () -> ClientConnections.cutOff(call);
        // encoding and writing are not the business of the writer who tells
        var mailbox = new Mailbox(emitter, carriers, budget, ClientConnections.clientOf(call), cutOff);
        var heartbeat = vertx.setPeriodic(HEARTBEAT_MS, _ -> mailbox.put(Frame.HEARTBEAT));
        var look = vertx.setPeriodic(LOOK_MS, _ -> {
            if (mailbox.isStalled(STALLED_NANOS)) {
                mailbox.abandon();
                cutOff.run();
            }
        });
        var follower = new Following();
        emitter.onTermination(() -> {
            var _ = vertx.cancelTimer(heartbeat);
            var _ = vertx.cancelTimer(look);
            mailbox.abandon();
            follower.close();
        });
        Thread.ofVirtual()
                .start(() -> follower.opened(follow, mailbox, e -> {
                    // the head has left, so that no problem can be told: the reader comes back, and is told then
                    LOG.debugf(e, "a stream could not be filled: %s", call.normalizedPath());
                    mailbox.letGo();
                }));
    }

    /** A subscription that may be ended before it has begun. */
    private static final class Following {
        private @Nullable AutoCloseable subscription;
        private boolean closed;

        void opened(Function<Mailbox, AutoCloseable> follow, Mailbox mailbox, Consumer<Throwable> failed) {
            try {
                var opened = follow.apply(mailbox);
                synchronized (this) {
                    subscription = opened;
                    if (closed) {
                        end(opened);
                    }
                }
            } catch (RuntimeException e) {
                failed.accept(e);
            }
        }

        synchronized void close() {
            closed = true;
            if (subscription != null) {
                end(subscription);
            }
        }

        private static void end(AutoCloseable subscription) {
            try {
                subscription.close();
            } catch (Exception e) {
                throw new IllegalStateException("a subscription could not be ended", e);
            }
        }
    }

    /** Text, so that a frame has the fields of the standard and no other. */
    private static OutboundSseEvent event(Sse sse, Frame frame) {
        if (frame.data() == null) {
            return sse.newEventBuilder().comment("alive").build();
        }
        var event = sse.newEventBuilder()
                .name(frame.event())
                .data(new String(RecordCodec.encode(frame.data()), StandardCharsets.UTF_8));
        if (frame.id() != null) {
            event.id(Long.toString(frame.id()));
        }
        return event.build();
    }

    /** The position that a reader had reached when it lost its stream. */
    static @Nullable Long position(@Nullable String lastEventId) {
        if (lastEventId == null || lastEventId.isEmpty()) {
            return null;
        }
        if (!POSITION.matcher(lastEventId).matches()) {
            throw RequestFields.wrong("Last-Event-ID", "is not one that this stream gave");
        }
        return Long.valueOf(lastEventId);
    }
}
