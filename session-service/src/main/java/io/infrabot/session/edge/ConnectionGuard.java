package io.infrabot.session.edge;

import io.infrabot.session.problem.Problem;
import io.infrabot.wire.RecordCodec;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Stands at one connection, between Netty's decoder and Vert.x, and turns away what is no proper HTTP: Vert.x answers
 * that without a body, or with a stack trace in the log, and waits for slow senders for ever.
 *
 * <p>A head must be whole a minute after the connection was opened or its last answer was sent; a body half a minute
 * after its head. Bytes that drip in do not move that, as they move the time-out of idle connections. Runs on the
 * connection's event loop.
 */
final class ConnectionGuard extends ChannelDuplexHandler {

    static final Duration HEAD = Duration.ofSeconds(60);
    static final Duration BODY = Duration.ofSeconds(30);
    /** How often it is looked at the clock: once for all requests of that time. */
    static final Duration LOOK = Duration.ofSeconds(2);

    private final IdleConnections waiting;
    private final LongSupplier nanoTime;
    private int unanswered;
    private boolean receiving;
    private boolean answering;
    private boolean silent;
    private @Nullable Long deadline;
    private @Nullable Problem finalAnswer;
    private @Nullable ScheduledFuture<?> looking;

    ConnectionGuard(IdleConnections waiting, LongSupplier nanoTime) {
        this.waiting = waiting;
        this.nanoTime = nanoTime;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        looking = context.executor()
                .scheduleWithFixedDelay(() -> look(context), LOOK.toNanos(), LOOK.toNanos(), TimeUnit.NANOSECONDS);
        expect(context, HEAD);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        leave(context);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        leave(context);
        context.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var problem = finalAnswer == null ? problemOf(message) : null;
        if (problem != null) {
            refuse(context, problem);
        }
        if (finalAnswer != null) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest) {
            unanswered++;
            receiving = true;
            expect(context, BODY);
        }
        if (message instanceof LastHttpContent) {
            receiving = false;
            if (unanswered == 0) {
                expect(context, HEAD);
            } else {
                expectNothing(context);
            }
        }
        context.fireChannelRead(message);
    }

    private static @Nullable Problem problemOf(Object message) {
        return switch (message) {
            case HttpRequest request -> RequestHead.problemOf(request);
            case HttpContent content
            when content.decoderResult().isFailure() -> Problem.invalid("the body breaks off, or its chunks are none");
            default -> null;
        };
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (silent) {
            // what Vert.x still says of a request that has been refused
            ReferenceCountUtil.release(message);
            promise.tryFailure(new ClosedChannelException());
            return;
        }
        if (message instanceof HttpResponse response
                && response.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
            answering = true;
        }
        var last = answering && message instanceof LastHttpContent;
        var _ = context.write(message, promise);
        if (last) {
            answering = false;
            unanswered = Math.max(0, unanswered - 1);
            if (unanswered == 0) {
                allAnswered(context);
            }
        }
    }

    private void allAnswered(ChannelHandlerContext context) {
        if (finalAnswer != null) {
            sendFinalAnswer(context, finalAnswer);
        } else if (!receiving) {
            expect(context, HEAD);
        }
    }

    /** Nothing more is read from now on; what was asked before is answered first. */
    private void refuse(ChannelHandlerContext context, Problem problem) {
        finalAnswer = problem;
        // the request whose body is at fault gets this for an answer
        var owed = receiving && unanswered > 0 ? unanswered - 1 : unanswered;
        if (answering) {
            var _ = context.close();
        } else if (owed == 0) {
            sendFinalAnswer(context, problem);
        } else {
            unanswered = owed;
            expect(context, BODY);
        }
    }

    private void sendFinalAnswer(ChannelHandlerContext context, Problem problem) {
        var body = Unpooled.wrappedBuffer(RecordCodec.encode(problem));
        var answer =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(problem.status()), body);
        answer.headers()
                .set("Content-Type", Problem.MEDIA_TYPE)
                .set("Content-Length", body.readableBytes())
                .set("Connection", "close");
        silent = true;
        // whoever still sends must not lose the answer to a reset: he is given a moment to read it
        expect(context, LOOK);
        var _ = context.writeAndFlush(answer).addListener(_ -> {
            if (context.channel() instanceof DuplexChannel both) {
                var _ = both.shutdownOutput();
            }
        });
    }

    private void look(ChannelHandlerContext context) {
        if (deadline == null || nanoTime.getAsLong() - deadline < 0) {
            return;
        }
        if (finalAnswer == null && receiving && !answering && unanswered == 1) {
            refuse(
                    context,
                    Problem.of(408, "REQUEST_TIMEOUT", "the request was not whole in " + BODY.toSeconds() + " s"));
        } else {
            var _ = context.close();
        }
    }

    private void expect(ChannelHandlerContext context, Duration patience) {
        deadline = nanoTime.getAsLong() + patience.toNanos();
        waiting.add(context.channel());
    }

    private void expectNothing(ChannelHandlerContext context) {
        deadline = null;
        waiting.remove(context.channel());
    }

    private void leave(ChannelHandlerContext context) {
        expectNothing(context);
        if (looking != null) {
            looking.cancel(false);
        }
    }
}
