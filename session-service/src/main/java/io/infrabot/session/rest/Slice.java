package io.infrabot.session.rest;

import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/** The first of many that come in any order, as many as fit into a page; the others are not kept. For one thread. */
public final class Slice<T> {

    private final TreeSet<T> first;
    private final int limit;
    private final long mostBytes;
    private final ToLongFunction<T> weight;
    private long bytes;
    private boolean cut;

    /**
     * An empty slice.
     *
     * @param order     tells any two apart
     * @param limit     how many it holds at most
     * @param mostBytes how large it becomes: it ends with the item that reaches this
     */
    public Slice(Comparator<T> order, int limit, long mostBytes, ToLongFunction<T> weight) {
        this.first = new TreeSet<>(order);
        this.limit = limit;
        this.mostBytes = mostBytes;
        this.weight = weight;
    }

    /** Takes {@code item} in, if it is among the first so far. */
    public void offer(T item) {
        if (first.add(item)) {
            bytes += weight.applyAsLong(item);
        }
        while (first.size() > limit || bytes - weight.applyAsLong(first.last()) >= mostBytes) {
            bytes -= weight.applyAsLong(first.pollLast());
            cut = true;
        }
    }

    /** What is in it, in order. */
    public List<T> items() {
        return List.copyOf(first);
    }

    /** Whether there are more behind them. */
    public boolean isCut() {
        return cut;
    }

    /** How many of {@code items} fit: up to the one that reaches {@code mostBytes}. */
    public static <T> int fitting(List<T> items, long mostBytes, ToLongFunction<T> weight) {
        long sum = 0;
        for (int i = 0; i < items.size(); i++) {
            sum += weight.applyAsLong(items.get(i));
            if (sum >= mostBytes) {
                return i + 1;
            }
        }
        return items.size();
    }
}
