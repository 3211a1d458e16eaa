package io.infrabot.session.writer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The entries that were used last, as many as fit into a number of entries and of bytes. For one thread. */
final class LruCache<K, V> {

    /**
     * A value, and what it takes.
     *
     * @param bytes its size as it is stored
     */
    record Sized<V>(V value, long bytes) {}

    private final int most;
    private final long mostBytes;
    private final Map<K, Sized<V>> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    LruCache(int most, long mostBytes) {
        this.most = most;
        this.mostBytes = mostBytes;
    }

    /** The remembered value; else what {@code otherwise} finds, which is then remembered. */
    @Nullable
    V get(K key, Function<K, @Nullable Sized<V>> otherwise) {
        var known = entries.get(key);
        if (known != null) {
            return known.value();
        }
        var found = otherwise.apply(key);
        if (found == null) {
            return null;
        }
        put(key, found);
        return found.value();
    }

    void put(K key, Sized<V> value) {
        forget(key);
        entries.put(key, value);
        bytes += value.bytes();
        var eldest = entries.entrySet().iterator();
        while (entries.size() > most || bytes > mostBytes) {
            bytes -= eldest.next().getValue().bytes();
            eldest.remove();
        }
    }

    void forget(K key) {
        var forgotten = entries.remove(key);
        if (forgotten != null) {
            bytes -= forgotten.bytes();
        }
    }
}
