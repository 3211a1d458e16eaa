package io.infrabot.session.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionGuardTest {

    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String HALF_A_POST = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{";

    private final AtomicLong now = new AtomicLong();
    private final List<HttpRequest> seen = new ArrayList<>();
    private final EmbeddedChannel channel = connection(new IdleConnections(10));

    @Test
    void whatIsProperIsLetPass() {
        send(GET + "POST /a?b=%20 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n");

        assertThat(seen).hasSize(2);
        assertThat(channel.isOpen()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nonsense | 400",
                "GET / HTTP/9.9 | 505",
                "GET / HTTP/2.0 | 505",
                "GET / HTTP/x | 400",
                "GET /%zz HTTP/1.1~Host: a | 400",
                "GET /?a=% HTTP/1.1~Host: a | 400",
                "GET /ä HTTP/1.1~Host: a | 400",
                "GET /] HTTP/1.1~Host: a | 400",
                "GET /a\\b HTTP/1.1~Host: a | 400",
                "CONNECT evil.example:443 HTTP/1.1~Host: a | 400",
                "OPTIONS * HTTP/1.1~Host: a | 400",
                "GET / HTTP/1.1 | 400",
                "GET / HTTP/1.1~Host: a~Host: b | 400",
                "GET / HTTP/1.1~Host: a~Host: a | 400",
                "GET / HTTP/1.1~Host: a~bad header | 400",
                "POST / HTTP/1.1~Host: a~Content-Length: 1~Content-Length: 2 | 400",
                "POST / HTTP/1.1~Host: a~Content-Length: -1 | 400",
                "POST / HTTP/1.1~Host: a~Transfer-Encoding: gzip, chunked | 400"
            })
    void whatIsNoHttpIsRefusedWithAProblem(String head, int status) {
        send(head.replace("~", "\r\n") + "\r\n\r\n");

        assertThat(seen).isEmpty();
        assertRefused(status);
    }

    @Test
    void aFirstLineThatIsTooLongIsRefused() {
        send("GET /" + "a".repeat(5_000) + " HTTP/1.1\r\nHost: a\r\n\r\n");

        assertRefused(414);
    }

    @Test
    void headersThatAreTooLargeAreRefused() {
        send("GET / HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(9_000) + "\r\n\r\n");

        assertRefused(431);
    }

    @Test
    void aBrokenChunkIsRefused() {
        send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n");

        assertRefused(400);
    }

    @Test
    void nothingIsReadAfterARefusal() {
        send("nonsense\r\n\r\n");
        send(GET);

        assertThat(seen).isEmpty();
    }

    @Test
    void whatWasAskedBeforeIsAnsweredFirst() {
        send(GET + "GET / HTTP/9.9\r\n\r\n");
        assertThat(written()).isEmpty();

        answer();

        assertThat(written()).startsWith("HTTP/1.1 200").contains("HTTP/1.1 505");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBodyThatDripsIsRefusedInTheEnd(boolean drips) {
        send(HALF_A_POST);

        for (var second = 0;
                second <= ConnectionGuard.BODY.plus(ConnectionGuard.LOOK).toSeconds();
                second++) {
            pass(Duration.ofSeconds(1));
            if (drips) {
                send(" ");
            }
        }

        assertRefused(408);
        pass(ConnectionGuard.LOOK.multipliedBy(2));
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aHeadThatDripsEndsTheConnection() {
        send("GET / HTTP/1.1\r\nX: ");

        for (var second = 0;
                second <= ConnectionGuard.HEAD.plus(ConnectionGuard.LOOK).toSeconds();
                second++) {
            pass(Duration.ofSeconds(1));
            send("a");
        }

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void anAnswerMayTakeAsLongAsItTakes() {
        send(GET);

        pass(Duration.ofHours(1));

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void aConnectionThatHasBeenAnsweredWaitsForTheNextRequestAndNotForEver() {
        send(GET);
        answer();

        pass(ConnectionGuard.HEAD.minusSeconds(1));
        assertThat(channel.isOpen()).isTrue();

        pass(ConnectionGuard.LOOK.multipliedBy(2));
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void oneTooManyLetsTheOneGoThatHasWaitedLongest() {
        var waiting = new IdleConnections(2);
        var oldest = connection(waiting);
        var busy = connection(waiting);
        var other = connection(waiting);
        assertThat(oldest.isOpen()).isFalse();

        busy.writeInbound(Unpooled.copiedBuffer(GET, StandardCharsets.ISO_8859_1));
        connection(waiting);
        connection(waiting);

        assertThat(busy.isOpen()).isTrue();
        assertThat(other.isOpen()).isFalse();
    }

    private EmbeddedChannel connection(IdleConnections waiting) {
        var made = new EmbeddedChannel();
        made.freezeTime();
        made.pipeline()
                .addLast(new HttpRequestDecoder(), new HttpResponseEncoder(), new ConnectionGuard(waiting, now::get))
                .addLast(new ChannelInboundHandlerAdapter() {
                    @Override
                    public void channelRead(ChannelHandlerContext context, Object message) {
                        if (message instanceof HttpRequest request) {
                            seen.add(request);
                        }
                        ReferenceCountUtil.release(message);
                    }
                });
        return made;
    }

    private void send(String text) {
        if (channel.isOpen()) {
            channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
        }
    }

    private void answer() {
        var answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.EMPTY_BUFFER);
        answer.headers().set("Content-Length", 0);
        var _ = channel.pipeline().lastContext().writeAndFlush(answer);
        channel.runPendingTasks();
    }

    private void pass(Duration time) {
        for (var rest = time; rest.isPositive(); rest = rest.minusSeconds(1)) {
            now.addAndGet(TimeUnit.SECONDS.toNanos(1));
            channel.advanceTimeBy(1, TimeUnit.SECONDS);
            channel.runScheduledPendingTasks();
        }
    }

    private void assertRefused(int status) {
        assertThat(written())
                .startsWith("HTTP/1.1 " + status + " ")
                .contains("application/problem+json")
                .contains("\"status\":" + status)
                .containsIgnoringCase("connection: close");
    }

    private String written() {
        var text = new StringBuilder();
        for (io.netty.buffer.ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
            text.append(part.toString(StandardCharsets.UTF_8));
            part.release();
        }
        return text.toString();
    }
}
