package io.infrabot.session.writer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LruCacheTest {

    private final List<String> lookedUp = new ArrayList<>();
    private final LruCache<String, String> recent = new LruCache<>(2, 1_000);

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
        recent.put("a", new LruCache.Sized<>("newer", 10));
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

    @Test
    void onlySoManyBytesAreRemembered() {
        found("a");
        recent.put("b", new LruCache.Sized<>("large", 995));
        lookedUp.clear();

        found("a");

        assertThat(lookedUp).containsExactly("a");
        assertThat(recent.get("b", _ -> null)).isNull();
    }

    @Test
    void whatIsTooLargeIsNotRemembered() {
        found("a");
        recent.put("b", new LruCache.Sized<>("too large", 2_000));

        assertThat(recent.get("b", _ -> null)).isNull();
        assertThat(recent.get("a", _ -> null)).isNull();
    }

    @Test
    void whatTakesThePlaceOfAnotherTakesItsBytes() {
        recent.put("a", new LruCache.Sized<>("large", 900));
        recent.put("a", new LruCache.Sized<>("small", 10));
        recent.put("b", new LruCache.Sized<>("other", 900));

        assertThat(recent.get("a", _ -> null)).isEqualTo("small");
    }

    private String found(String key) {
        return recent.get(key, missing -> {
            lookedUp.add(missing);
            return new LruCache.Sized<>(missing.toUpperCase(java.util.Locale.ROOT), 10);
        });
    }
}
