package io.infrabot.session.stream;

import io.infrabot.events.Progress;
import io.infrabot.events.SessionId;
import io.infrabot.session.live.Change;
import io.infrabot.session.live.LiveFeed;
import io.infrabot.session.live.SizeEstimate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One who follows live: the past is told first, and what comes meanwhile waits its turn, so that nothing is missed and
 * nothing comes twice.
 */
abstract class Follower {

    /** The most changes that wait until the past has been told. */
    private static final int MOST_EARLY = 256;

    private static final long MOST_EARLY_BYTES = 256 * 1024;

    private @Nullable List<Change.Folded> early = new ArrayList<>();
    private long earlyBytes;
    private boolean overrun;

    /** Version of the session's fact that was told last. */
    private long told;

    /**
     * Listens first, then tells the past, then goes live. Blocks while the past is read.
     *
     * @param last the position that the reader had reached before, if it comes back
     */
    final LiveFeed.Subscription follow(LiveFeed feed, SessionId session, @Nullable Long last) {
        var subscription = feed.subscribe(session, this::changed);
        try {
            replay(last);
            goLive();
        } catch (RuntimeException e) {
            subscription.close();
            throw e;
        }
        return subscription;
    }

    /** Sends where things stand, or every change after {@code last}. */
    abstract void replay(@Nullable Long last);

    /** A fact that counted; it may be one that the past has told already. */
    abstract void folded(Change.Folded change);

    /** Progress; never before the state has been told, and never of a run that what has been told knows to be over. */
    abstract void advanced(Progress progress);

    /** Nothing more comes from this instance. */
    abstract void left();

    /** Everything up to this version of the session has been told. */
    final void sent(long version) {
        told = version;
    }

    /** Whether a fact of this version is still to be told. */
    final boolean isNews(long version) {
        return version > told;
    }

    private void changed(Change change) {
        synchronized (this) {
            switch (change) {
                case Change.Folded folded when early != null -> keep(early, folded);
                case Change.Folded folded -> folded(folded);
                case Change.Advanced(var progress, var version)
                when early == null && version >= told -> advanced(progress);
                case Change.Left _ -> left();
                case Change.Advanced _ -> {
                    // the state comes first, and the next progress soon; and the past may have been read further than
                    // the writer has folded, who then lets progress pass whose end has been told
                }
            }
        }
    }

    /** Too much has come while the past was told: the reader comes back for it, and finds it in the history. */
    private void keep(List<Change.Folded> all, Change.Folded folded) {
        earlyBytes +=
                folded.operation() == null ? SizeEstimate.of(folded.session()) : SizeEstimate.of(folded.operation());
        overrun |= all.size() >= MOST_EARLY || earlyBytes > MOST_EARLY_BYTES;
        if (overrun) {
            all.clear();
        } else {
            all.add(folded);
        }
    }

    private synchronized void goLive() {
        if (overrun) {
            left();
            return;
        }
        var waiting = early == null ? List.<Change.Folded>of() : early;
        early = null;
        waiting.forEach(this::folded);
    }
}
