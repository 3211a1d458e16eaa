package io.infrabot.session.edge;

import io.vertx.ext.web.RoutingContext;

/** A call that is being answered, as {@link RequestBudget} counts it. */
final class InFlightRequest implements RequestBudget.Held {

    private final RoutingContext call;
    private final long body;
    private volatile long since;
    private volatile long ready;
    private volatile boolean written;

    InFlightRequest(RoutingContext call, long body, long now) {
        this.call = call;
        this.body = body;
        this.since = now;
        call.addEndHandler(_ -> ClientConnections.afterWrites(call, () -> written = true));
    }

    @Override
    public long body() {
        return body;
    }

    /** What is ready counts before it is on its way: many may get ready at once. */
    @Override
    public long unsent() {
        return written ? ClientConnections.unsent(call) : Math.max(ready, ClientConnections.unsent(call));
    }

    /** Answered is not enough: the answer may still wait for whoever does not take it. */
    @Override
    public boolean isOver() {
        return call.response().closed() || (written && unsent() == 0);
    }

    @Override
    public boolean isReading() {
        return body > 0 && !call.request().isEnded();
    }

    @Override
    public long since() {
        return since;
    }

    /** From now on it is the caller who is waited for. */
    @Override
    public void answered(long bytes, long now) {
        ready = bytes;
        since = now;
    }

    @Override
    public void cutOff() {
        ClientConnections.cutOff(call);
    }
}
