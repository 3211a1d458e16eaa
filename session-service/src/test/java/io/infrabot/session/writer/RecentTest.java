package io.infrabot.session.writer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentTest {

    private final List<String> lookedUp = new ArrayList<>();
    private final Recent<String, String> recent = new Recent<>(2);

    @Test
    void whatWasFoundIsNotLookedUpAgain() {
        assertThat(found("a")).isEqualTo("A");
        assertThat(found("a")).isEqualTo("A");

        assertThat(lookedUp).containsExactly("a");
    }

    @Test
    void whatIsNotThereIsLookedUpEachTime() {
        recent.get("a", _ -> null);

        assertThat(found("a")).isEqualTo("A");
    }

    @Test
    void whatWasPutCountsUntilItIsForgotten() {
        recent.put("a", "newer");
        assertThat(found("a")).isEqualTo("newer");

        recent.forget("a");
        assertThat(found("a")).isEqualTo("A");
    }

    @Test
    void whatWasUsedLongestAgoGoesFirst() {
        found("a");
        found("b");
        found("a");
        found("c");
        lookedUp.clear();

        found("a");
        found("b");

        assertThat(lookedUp).containsExactly("b");
    }

    private String found(String key) {
        return recent.get(key, missing -> {
            lookedUp.add(missing);
            return missing.toUpperCase(java.util.Locale.ROOT);
        });
    }
}
