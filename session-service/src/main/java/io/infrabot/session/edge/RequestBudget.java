package io.infrabot.session.edge;

import io.infrabot.session.HeapShare;
import io.infrabot.session.SessionConfig;
import io.infrabot.session.endpoint.Endpoint;
import io.infrabot.session.endpoint.Endpoints;
import io.infrabot.session.problem.Overload;
import io.infrabot.session.problem.Problem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * Bounds what calls that are being answered hold: how many there are, the bytes of their bodies, and the bytes of answers
 * that nobody takes. Where there is no room, a call that only sits there is cut off, the oldest first; else the new one is
 * told to try again. Live streams have bounds of their own.
 */
@ApplicationScoped
public class RequestBudget {

    /** Before all else: whoever is turned away further on holds something until he has taken his answer. */
    private static final int BEFORE_FRONT_DOOR = 1_010;
    /** About what a call takes without its body. */
    private static final long EACH = 16 * 1024;

    private static final int BODIES = 8;
    private static final int ANSWERS = 8;
    /** An honest caller is done with a megabyte by then. */
    private static final long SLOW_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** A call, as far as bounds go. */
    interface Held {
        /** What its body has or may have. */
        long body();

        /** What was answered and not taken. */
        long unsent();

        boolean isOver();

        boolean isReading();

        long since();

        /** An answer of so many bytes is ready {@code now}. */
        void answered(long bytes, long now);

        void cutOff();
    }

    private static final String HELD = RequestBudget.class.getName();

    private final Endpoints endpoints;
    private final int mostCalls;
    private final long mostOfBodies;
    private final long mostOfAnswers;
    private final Set<Held> held = new LinkedHashSet<>();

    @Inject
    RequestBudget(SessionConfig config, Endpoints endpoints) {
        this(
                endpoints,
                HeapShare.of(8).holds(EACH, config.calls()),
                HeapShare.of(BODIES).bytes(),
                HeapShare.of(ANSWERS).bytes());
    }

    RequestBudget(Endpoints endpoints, int mostCalls, long mostOfBodies, long mostOfAnswers) {
        this.endpoints = endpoints;
        this.mostCalls = mostCalls;
        this.mostOfBodies = mostOfBodies;
        this.mostOfAnswers = mostOfAnswers;
    }

    void register(@Observes Filters filters) {
        filters.register(this::enter, BEFORE_FRONT_DOOR);
    }

    private void enter(RoutingContext call) {
        if (endpoints.of(call.normalizedPath()).stream().anyMatch(Endpoint::stream)) {
            call.next();
            return;
        }
        var taken =
                new InFlightRequest(call, BodyHeaders.mostBytes(call.request().headers()), System.nanoTime());
        var complaint = take(taken, System.nanoTime());
        if (complaint.isPresent()) {
            Overload.answer(call, complaint.get());
        } else {
            call.put(HELD, taken);
            call.next();
        }
    }

    /** Room for an answer that is ready, until it has been taken; or says why there is none. */
    public Optional<Problem> answer(RoutingContext call, long bytes) {
        return call.get(HELD) instanceof Held taken ? answer(taken, bytes, System.nanoTime()) : Optional.empty();
    }

    synchronized Optional<Problem> answer(Held call, long bytes, long now) {
        held.removeIf(Held::isOver);
        // one that is larger than the whole must still be told
        var wanted = sum(Held::unsent) + Math.min(bytes, mostOfAnswers);
        if (!isRoom(wanted, mostOfAnswers, Held::unsent, each -> each.unsent() > 0, now)) {
            return Optional.of(Overload.ofInstance("this instance waits for callers to take their answers"));
        }
        if (bytes > 0) {
            call.answered(bytes, now);
        }
        return Optional.empty();
    }

    /** Takes the call in; or says why not. */
    synchronized Optional<Problem> take(Held call, long now) {
        held.removeIf(Held::isOver);
        if (!isRoom(held.size() + 1, mostCalls, each -> 1, each -> true, now)) {
            return Optional.of(Overload.ofInstance("this instance has " + mostCalls + " calls to answer"));
        }
        if (call.body() > 0 && !isRoom(sum(Held::body) + call.body(), mostOfBodies, Held::body, Held::isReading, now)) {
            return Optional.of(Overload.ofInstance("this instance has as many bodies to read as it can hold"));
        }
        if (!isRoom(sum(Held::unsent), mostOfAnswers, Held::unsent, each -> each.unsent() > 0, now)) {
            return Optional.of(Overload.ofInstance("this instance waits for callers to take their answers"));
        }
        held.add(call);
        return Optional.empty();
    }

    private boolean isRoom(long wanted, long most, ToLongFunction<Held> size, Predicate<Held> isIdle, long now) {
        var rest = wanted;
        for (var slow : rest > most ? slow(isIdle, now) : List.<Held>of()) {
            rest -= size.applyAsLong(slow);
            held.remove(slow);
            slow.cutOff();
            if (rest <= most) {
                break;
            }
        }
        return rest <= most;
    }

    /** Those who keep the service waiting, longest first. */
    private List<Held> slow(Predicate<Held> isIdle, long now) {
        var slow = new ArrayList<>(held.stream()
                .filter(each -> each.isReading() || each.unsent() > 0)
                .filter(isIdle)
                .filter(each -> now - each.since() >= SLOW_NANOS)
                .toList());
        slow.sort(Comparator.comparingLong(Held::since));
        return slow;
    }

    private long sum(ToLongFunction<Held> size) {
        return held.stream().mapToLong(size).sum();
    }
}
