package io.infrabot.session.writer;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.NullUnmarked;

/** A store in memory that keeps its changelog, so that a crash can bring back any prefix of it. */
@NullUnmarked
final class RecordingStore implements KeyValueStore<String, byte[]> {

    private final TreeMap<String, byte[]> content = new TreeMap<>();
    private final List<Map.Entry<String, byte[]>> changelog = new ArrayList<>();

    /** The store as it is after the first {@code length} changes. */
    static RecordingStore restored(List<Map.Entry<String, byte[]>> changelog, int length) {
        var store = new RecordingStore();
        changelog.subList(0, length).forEach(change -> store.put(change.getKey(), change.getValue()));
        return store;
    }

    List<Map.Entry<String, byte[]>> changelog() {
        return changelog;
    }

    @Override
    public void put(String key, byte[] value) {
        changelog.add(new java.util.AbstractMap.SimpleImmutableEntry<>(key, value));
        if (value == null) {
            content.remove(key);
        } else {
            content.put(key, value);
        }
    }

    @Override
    public byte[] putIfAbsent(String key, byte[] value) {
        var present = content.get(key);
        if (present == null) {
            put(key, value);
        }
        return present;
    }

    @Override
    public void putAll(List<KeyValue<String, byte[]>> entries) {
        entries.forEach(entry -> put(entry.key, entry.value));
    }

    @Override
    public byte[] delete(String key) {
        var present = content.get(key);
        put(key, null);
        return present;
    }

    @Override
    public byte[] get(String key) {
        return content.get(key);
    }

    @Override
    public KeyValueIterator<String, byte[]> range(String from, String to) {
        return iterator(
                new TreeMap<>(content.subMap(from, true, to, true)).entrySet().iterator());
    }

    @Override
    public KeyValueIterator<String, byte[]> all() {
        return iterator(new TreeMap<>(content).entrySet().iterator());
    }

    private static KeyValueIterator<String, byte[]> iterator(Iterator<Map.Entry<String, byte[]>> entries) {
        return new KeyValueIterator<>() {
            @Override
            public void close() {
                // nothing to close
            }

            @Override
            public String peekNextKey() {
                throw new UnsupportedOperationException();
            }

            @Override
            public boolean hasNext() {
                return entries.hasNext();
            }

            @Override
            public KeyValue<String, byte[]> next() {
                var entry = entries.next();
                return KeyValue.pair(entry.getKey(), entry.getValue());
            }
        };
    }

    @Override
    public long approximateNumEntries() {
        return content.size();
    }

    @Override
    public String name() {
        return LedgerStore.NAME;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        // in memory
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void flush() {
        // in memory
    }

    @Override
    public void close() {
        // in memory
    }
}
