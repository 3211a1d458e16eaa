package io.infrabot.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TopicTest {

    @Test
    void everyNameIsDeclared() throws IllegalAccessException {
        for (var constant : TopicNames.class.getFields()) {
            assertThat(Arrays.stream(Topic.values()).map(Topic::address)).contains((String) constant.get(null));
        }
    }

    /** They are co-partitioned: a number of its own would part a session's records. */
    @ParameterizedTest
    @EnumSource
    void onlyATopicOfSessionsHasAsManyPartitionsAsTheInstallationSays(Topic topic) {
        assertThat(topic.partitions().isEmpty()).isEqualTo(topic.key() == Topic.Key.SESSION);
    }

    @ParameterizedTest
    @EnumSource
    void everyTopicHasAReader(Topic topic) {
        assertThat(Arrays.stream(Topic.Reader.values()).anyMatch(topic::isReadBy))
                .isTrue();
    }
}
