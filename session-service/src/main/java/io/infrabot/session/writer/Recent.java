package io.infrabot.session.writer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The entries that were used last, at most a given number of them. For one thread. */
final class Recent<K, V> {

    private final Map<K, V> entries;

    Recent(int most) {
        entries = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    /** The remembered value; else what {@code otherwise} finds, which is then remembered. */
    @Nullable
    V get(K key, Function<K, @Nullable V> otherwise) {
        var known = entries.get(key);
        if (known != null) {
            return known;
        }
        var found = otherwise.apply(key);
        if (found != null) {
            entries.put(key, found);
        }
        return found;
    }

    void put(K key, V value) {
        entries.put(key, value);
    }

    void forget(K key) {
        entries.remove(key);
    }
}
