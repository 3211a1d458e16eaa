package io.infrabot.session.problem;

import io.vertx.ext.web.RoutingContext;

/** What callers are told of whom there are too many: nothing was done, try again. */
public final class Overload {

    private Overload() {}

    /** This instance has as much to do as it can hold. */
    public static Problem ofInstance(String detail) {
        return Problem.of(503, "OVERLOADED", detail + "; try again shortly");
    }

    /** This client has as many open as it may. */
    public static Problem ofClient(String detail) {
        return Problem.of(429, "TOO_MANY_STREAMS", detail);
    }

    /** Answers before any route is chosen; a body that may follow is not read. */
    public static void answer(RoutingContext call, Problem problem) {
        call.response().putHeader("Retry-After", "1");
        problem.closing(call);
    }
}
