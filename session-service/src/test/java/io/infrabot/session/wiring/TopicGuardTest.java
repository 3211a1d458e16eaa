package io.infrabot.session.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.TopicNames;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

/** A topic that is gone (F34). */
class TopicGuardTest {

    @Test
    void onlyTopicsOfDeadLettersAreMadeAgainForAnEmptyHistoryWouldBeALie() {
        var missing = Stream.of(
                        TopicNames.SESSION_EVENTS,
                        TopicNames.deadLettersOf(TopicNames.SESSION_EVENTS),
                        TopicNames.REQUESTS,
                        TopicNames.deadLettersOf(TopicNames.REQUESTS),
                        TopicNames.NODES)
                .map(name -> new NewTopic(name, 6, (short) 1))
                .toList();

        assertThat(TopicGuard.toBeMadeAgain(missing))
                .extracting(NewTopic::name)
                .isEqualTo(List.of(
                        TopicNames.deadLettersOf(TopicNames.SESSION_EVENTS),
                        TopicNames.deadLettersOf(TopicNames.REQUESTS)));
    }
}
