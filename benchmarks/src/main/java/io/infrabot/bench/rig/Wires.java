package io.infrabot.bench.rig;

import io.infrabot.bench.measure.Latencies;
import io.infrabot.bench.measure.Reading;
import io.infrabot.bench.measure.Sender;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Several connections to one server, and work over all of them. */
public final class Wires implements AutoCloseable {

    /** Something asked for over a connection. */
    @FunctionalInterface
    public interface Call {
        void over(Wire wire, long intended) throws Exception;
    }

    /** Opens one. */
    @FunctionalInterface
    public interface Opening {
        Wire open() throws IOException;
    }

    private final Opening opening;
    private final List<Wire> wires = new ArrayList<>();

    private Wires(Opening opening) {
        this.opening = opening;
    }

    public static Wires of(int count, Opening opening) throws IOException {
        var all = new Wires(opening);
        for (int i = 0; i < count; i++) {
            all.wires.add(opening.open());
        }
        return all;
    }

    /** One sender a connection. */
    public List<Sender> senders(Call call) {
        renew();
        return wires.stream()
                .map(wire -> (Sender) intended -> call.over(wire, intended))
                .toList();
    }

    /** As much as will go: each connection asks again as soon as it is answered. */
    public Reading asFastAsPossible(Duration time, Call call) throws InterruptedException {
        return asFastAsPossible(time, _ -> call);
    }

    /** The same, where each connection, by its number from 0 on, has a call of its own. */
    public Reading asFastAsPossible(Duration time, IntFunction<Call> callOf) throws InterruptedException {
        renew();
        var latencies = new Latencies();
        var failed = new AtomicLong();
        var why = new AtomicReference<>("");
        var begun = System.nanoTime();
        var end = begun + time.toNanos();
        var threads = IntStream.range(0, wires.size())
                .mapToObj(number -> Thread.ofPlatform().daemon().start(() -> {
                    var wire = wires.get(number);
                    var call = callOf.apply(number);
                    for (var now = System.nanoTime(); now < end; now = System.nanoTime()) {
                        try {
                            call.over(wire, now);
                            latencies.record(System.nanoTime() - now);
                        } catch (Exception e) {
                            failed.incrementAndGet();
                            why.compareAndSet("", e.toString());
                        }
                    }
                }))
                .toList();
        for (var thread : threads) {
            thread.join();
        }
        return Reading.of("answered", latencies)
                .in(Duration.ofNanos(System.nanoTime() - begun))
                .failed(failed.get(), why.get());
    }

    /** Each turn has new connections: those that were idle in the turns of others may have been closed for it. */
    private void renew() {
        try {
            close();
            for (int i = 0; i < wires.size(); i++) {
                wires.set(i, opening.open());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no connection for another turn", e);
        }
    }

    @Override
    public void close() throws IOException {
        for (var wire : wires) {
            wire.close();
        }
    }
}
