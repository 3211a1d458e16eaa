package io.infrabot.bench.rig;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TagsTest {

    @Test
    void aNameThatComesAgainStandsForTheOtherImageSoThatTheEngineHasSomethingToDo() {
        var tags = new Tags("repository");
        var standing = new HashMap<String, String>();

        var changed = Stream.generate(tags)
                .limit(1000)
                .filter(tag -> !tag.source().equals(standing.put(tag.target(), tag.source())))
                .count();

        assertThat(changed).isEqualTo(1000);
        assertThat(standing).hasSizeLessThan(100);
    }
}
