package io.infrabot.session.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class StreamThreadFailureTest {

    @Test
    void aSecondInstanceUnderTheSameNameIsCalledThat() {
        var fenced = new StreamsException("thread failed", new FencedInstanceIdException("fenced"));

        assertThat(StreamThreadFailure.of(fenced)).isEqualTo(StreamThreadFailure.REPLACED);
        assertThat(StreamThreadFailure.REPLACED.sentence("session-1")).contains("session-1", "INFRABOT_NODE_ID");
        assertThat(StreamThreadFailure.REPLACED.exitCode()).isEqualTo(4);
    }

    @Test
    void anyOtherFailureIsAFailure() {
        assertThat(StreamThreadFailure.of(new StreamsException("disk full"))).isEqualTo(StreamThreadFailure.FAILED);
    }
}
