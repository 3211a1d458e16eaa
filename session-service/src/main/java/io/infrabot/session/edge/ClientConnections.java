package io.infrabot.session.edge;

import io.infrabot.session.routing.Forwarder;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;

/** What a call's connection is beside the call. */
public final class ClientConnections {

    private static final String ANOTHER_INSTANCE = "another instance";

    private ClientConnections() {}

    /**
     * Who calls, as far as bounds for one client go: an address. What another instance has forwarded counts as one: that
     * instance has counted its own clients.
     */
    public static String clientOf(RoutingContext call) {
        var address = call.request().remoteAddress();
        return Forwarder.isForwarded(call.request()) || address == null ? ANOTHER_INSTANCE : address.host();
    }

    /** Closes the connection at once. An orderly close would wait until what was written has been taken. */
    public static void cutOff(RoutingContext call) {
        if (call.request().connection() instanceof ConnectionBase connection) {
            var _ = connection.channel().close();
        }
    }

    /** Runs {@code task} when what was written before is in the connection's hands, or at once where there is none. */
    static void afterWrites(RoutingContext call, Runnable task) {
        if (call.request().connection() instanceof ConnectionBase connection) {
            connection.channel().eventLoop().execute(task);
        } else {
            task.run();
        }
    }

    /** Bytes that were written and that the other side has not taken. */
    static long unsent(RoutingContext call) {
        if (call.request().connection() instanceof ConnectionBase connection) {
            var unsent = connection.channel().unsafe().outboundBuffer();
            return unsent == null ? 0 : unsent.totalPendingWriteBytes();
        }
        return 0;
    }
}
