package io.infrabot.session.edge;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpResponseEncoder;

/**
 * Puts a {@link ConnectionGuard} at each connection that this process is called on. Quarkus gives no way to the server's own
 * handlers of connections and of invalid requests; Netty offers this one, to services that are asked for by a property.
 */
public final class ConnectionGuards extends ChannelInitializerExtension {

    /** Idle ones and those that are slow together; others are let go. */
    private static final int MOST_WAITING = 2_000;

    private static final IdleConnections WAITING = new IdleConnections(MOST_WAITING);

    /** To be called before the first server listens. */
    static void engage() {
        System.setProperty(EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
    }

    @Override
    public void postInitializeServerChildChannel(Channel channel) {
        channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelActive(ChannelHandlerContext context) {
                // by now Vert.x has its own in place
                var encoder = context.pipeline().context(HttpResponseEncoder.class);
                if (encoder != null) {
                    context.pipeline()
                            .addAfter(
                                    encoder.name(), "connection-guard", new ConnectionGuard(WAITING, System::nanoTime));
                }
                context.fireChannelActive();
                context.pipeline().remove(this);
            }
        });
    }
}
