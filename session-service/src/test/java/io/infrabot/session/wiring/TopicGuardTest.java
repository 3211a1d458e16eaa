package io.infrabot.session.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.Topics;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

/** A topic that is gone (F34). */
class TopicGuardTest {

    @Test
    void onlyTopicsOfDeadLettersAreMadeAgainForAnEmptyHistoryWouldBeALie() {
        var missing = Stream.of(
                        Topics.SESSION_EVENTS,
                        Topics.deadLettersOf(Topics.SESSION_EVENTS),
                        Topics.REQUESTS,
                        Topics.deadLettersOf(Topics.REQUESTS),
                        Topics.NODES)
                .map(name -> new NewTopic(name, 6, (short) 1))
                .toList();

        assertThat(TopicGuard.toBeMadeAgain(missing))
                .extracting(NewTopic::name)
                .isEqualTo(List.of(Topics.deadLettersOf(Topics.SESSION_EVENTS), Topics.deadLettersOf(Topics.REQUESTS)));
    }
}
