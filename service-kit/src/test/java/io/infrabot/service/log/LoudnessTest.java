package io.infrabot.service.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketException;
import java.util.List;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jboss.logmanager.Level;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LoudnessTest {

    private static final String DOOR = "io.quarkus.vertx.http.runtime.QuarkusErrorHandler";

    @Test
    void aCallerWhoLeavesIsADetail() {
        assertThat(of(DOOR, foreign(new SocketException("Connection reset")))).isEqualTo(Loudness.DETAIL);
        assertThat(of("io.netty.channel.DefaultChannelPipeline", foreign(new SocketException("Broken pipe"))))
                .isEqualTo(Loudness.DETAIL);
    }

    @Test
    void whatIsNoHttpIsADetail() {
        var bad = new NumberFormatException("Invalid character in chunk size");
        bad.setStackTrace(new StackTraceElement[] {frame("io.netty.handler.codec.http.HttpObjectDecoder")});

        assertThat(of(DOOR, bad)).isEqualTo(Loudness.DETAIL);
        assertThat(of(DOOR, foreign(new IllegalStateException("For HTTP/1.x requests, the 'Host' header is required"))))
                .isEqualTo(Loudness.DETAIL);
    }

    @Test
    void whatOurOwnCodeTookPartInStaysAnError() {
        var bug = new java.io.IOException("disk");
        bug.setStackTrace(new StackTraceElement[] {frame("java.io.File"), frame("io.infrabot.session.edge.Call")});

        assertThat(of(DOOR, bug)).isEqualTo(Loudness.AS_IT_IS);
        assertThat(of(DOOR, foreign(new NullPointerException()))).isEqualTo(Loudness.AS_IT_IS);
        assertThat(of("io.infrabot.session.edge.ProblemMapper", foreign(new SocketException("x"))))
                .isEqualTo(Loudness.AS_IT_IS);
    }

    @Test
    void aClientThatTriesAgainByItselfIsADetail() {
        var text = "[Consumer clientId=a] The metadata response from the cluster reported a recoverable issue with "
                + "correlation id 1 : {infrabot.work=UNKNOWN_TOPIC_OR_PARTITION}";

        assertThat(Loudness.of(record("org.apache.kafka.clients.NetworkClient", null), text))
                .isEqualTo(Loudness.DETAIL);
        assertThat(Loudness.of(record("io.infrabot.session.edge.X", null), text))
                .isEqualTo(Loudness.AS_IT_IS);
    }

    /** The sender gets the error: the next beat follows, a report is sent again, an HTTP request is answered with 503. */
    @Test
    void aRecordThatTheBrokerDidNotTakeInTimeIsADetail() {
        var channel = "io.smallrye.reactive.messaging.kafka";
        var late = new TimeoutException(
                "Expiring 1 record(s) for infrabot.beats-0:1500 ms has passed since batch creation");

        for (var text : List.of(
                "SRMSG18206: Unable to write to Kafka from channel beats (topic: infrabot.beats)",
                "SRMSG18212: Message Beat[] from channel 'beats' was not sent to Kafka topic 'infrabot.beats' - nacking")) {
            assertThat(Loudness.of(record(channel, late), text)).isEqualTo(Loudness.DETAIL);
            assertThat(Loudness.of(record(channel, new RecordTooLargeException("2 MB")), text))
                    .as("what does not pass by itself")
                    .isEqualTo(Loudness.ONE_LINE);
            assertThat(Loudness.of(record("io.infrabot.node.Beats", late), text))
                    .isEqualTo(Loudness.ONE_LINE);
        }
        assertThat(Loudness.of(record(channel, late), "SRMSG18207: Unable to dispatch message to Kafka"))
                .isEqualTo(Loudness.ONE_LINE);
    }

    private static Loudness of(String logger, Throwable thrown) {
        return Loudness.of(record(logger, thrown), "failed");
    }

    private static ExtLogRecord record(String logger, @Nullable Throwable thrown) {
        var record = new ExtLogRecord(Level.ERROR, "failed", FormatStyle.NO_FORMAT, "test");
        record.setLoggerName(logger);
        record.setThrown(thrown);
        return record;
    }

    private static <T extends Throwable> T foreign(T thrown) {
        thrown.setStackTrace(new StackTraceElement[] {frame("sun.nio.ch.SocketChannelImpl")});
        return thrown;
    }

    private static StackTraceElement frame(String type) {
        return new StackTraceElement(type, "method", "File.java", 1);
    }
}
