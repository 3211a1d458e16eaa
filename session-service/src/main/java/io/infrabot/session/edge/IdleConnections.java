package io.infrabot.session.edge;

import io.netty.channel.Channel;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The connections of which something is awaited: the rest of a request, or the next one. There are only so many; when one
 * more comes, the one that has waited longest goes, so that whoever is quick gets through however many are slow.
 * Thread-safe.
 */
final class IdleConnections {

    private final int most;
    private final Set<Channel> channels = new LinkedHashSet<>();

    IdleConnections(int most) {
        this.most = most;
    }

    void add(Channel channel) {
        var longest = enter(channel);
        if (longest != null) {
            var _ = longest.close();
        }
    }

    private synchronized @Nullable Channel enter(Channel channel) {
        channels.remove(channel);
        channels.add(channel);
        if (channels.size() <= most) {
            return null;
        }
        var longest = channels.iterator().next();
        channels.remove(longest);
        return longest;
    }

    synchronized void remove(Channel channel) {
        channels.remove(channel);
    }
}
