package io.infrabot.session.writer;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class StreamEndTest {

    @Test
    void aSecondInstanceUnderTheSameNameIsCalledThat() {
        var fenced = new StreamsException("thread failed", new FencedInstanceIdException("fenced"));

        assertThat(StreamEnd.of(fenced)).isEqualTo(StreamEnd.REPLACED);
        assertThat(StreamEnd.REPLACED.sentence("session-1")).contains("session-1", "INFRABOT_NODE_ID");
        assertThat(StreamEnd.REPLACED.exitCode()).isEqualTo(4);
    }

    @Test
    void anyOtherFailureIsAFailure() {
        assertThat(StreamEnd.of(new StreamsException("disk full"))).isEqualTo(StreamEnd.FAILED);
    }
}
