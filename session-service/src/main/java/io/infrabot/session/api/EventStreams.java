package io.infrabot.session.api;

import io.infrabot.session.live.Frame;
import io.infrabot.session.live.Mailbox;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Carries a mailbox's frames to a reader as server-sent events. */
@ApplicationScoped
class EventStreams {

    private static final long HEARTBEAT_MS = 15_000;
    private static final Pattern POSITION = Pattern.compile("[0-9]{1,18}");

    /** Frames handed to a reader's own thread ahead of its asking; the others wait where they can be coalesced. */
    private static final int AHEAD = 2;

    private final Vertx vertx;

    EventStreams(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Opens a mailbox and lets {@code follow} fill it on a virtual thread, because it may read the history. */
    Multi<OutboundSseEvent> stream(Sse sse, Function<Mailbox, AutoCloseable> follow) {
        return Multi.createFrom()
                .<Frame>emitter(
                        emitter -> {
                            var mailbox = new Mailbox(emitter);
                            var heartbeat = vertx.setPeriodic(HEARTBEAT_MS, _ -> mailbox.put(Frame.HEARTBEAT));
                            var follower = new Following();
                            emitter.onTermination(() -> {
                                var _ = vertx.cancelTimer(heartbeat);
                                follower.close();
                            });
                            Thread.ofVirtual().start(() -> follower.opened(follow, mailbox, emitter::fail));
                        },
                        BackPressureStrategy.IGNORE)
                // writing and encoding are the reader's business, not that of the writer who told it
                .emitOn(Infrastructure.getDefaultWorkerPool(), AHEAD)
                .map(frame -> event(sse, frame));
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

    private static OutboundSseEvent event(Sse sse, Frame frame) {
        if (frame.data() == null) {
            return sse.newEventBuilder().comment("alive").build();
        }
        var event = sse.newEventBuilder()
                .name(frame.event())
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(frame.data().getClass(), frame.data());
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
            throw Bodies.wrong("Last-Event-ID", "is not one that this stream gave");
        }
        return Long.valueOf(lastEventId);
    }
}
