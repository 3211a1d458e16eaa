package io.infrabot.session.api;

import io.infrabot.events.OperationId;
import io.infrabot.events.Progress;
import io.infrabot.events.SessionEvent.OfOperation;
import io.infrabot.events.SessionId;
import io.infrabot.session.ledger.Fold;
import io.infrabot.session.ledger.Fold.Folded;
import io.infrabot.session.ledger.Operation;
import io.infrabot.session.ledger.Session;
import io.infrabot.session.live.Change;
import io.infrabot.session.live.Frame;
import io.infrabot.session.live.History;
import io.infrabot.session.live.LiveFeed;
import io.infrabot.session.live.Mailbox;
import io.infrabot.session.writer.OwnLedger;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Fills the mailbox of somebody who follows a session. */
@ApplicationScoped
class SessionStream {

    /** Progress within a session's stream says whose it is. */
    record OperationProgress(OperationId operationId, OperationView.ProgressView progress) {}

    private final OwnLedger ledger;
    private final History history;
    private final LiveFeed feed;
    private final OperationViews views;

    SessionStream(OwnLedger ledger, History history, LiveFeed feed, OperationViews views) {
        this.ledger = ledger;
        this.history = history;
        this.feed = feed;
        this.views = views;
    }

    SessionId require(SessionId id) {
        return find(id).id();
    }

    /** Sends the session's state, then an event a change. With a last position: every change after it, then live. */
    LiveFeed.Subscription follow(SessionId id, @Nullable Long last, Mailbox mailbox) {
        return new Reader(id, mailbox).follow(feed, id, last);
    }

    private Session find(SessionId id) {
        var session = ledger.session(id);
        if (session == null || session.deleted()) {
            throw new Refused(Problem.of(404, "SESSION_NOT_FOUND", "there is no session " + id));
        }
        return session;
    }

    private final class Reader extends Follower {
        private final SessionId id;
        private final Mailbox mailbox;

        Reader(SessionId id, Mailbox mailbox) {
            this.id = id;
            this.mailbox = mailbox;
        }

        @Override
        void tellPast(@Nullable Long last) {
            var now = find(id);
            if (last == null) {
                mailbox.put(Frame.change(now.mark().position(), "state", now.toState()));
                told(now.version());
            } else {
                replay(now.mark().first(), last);
            }
        }

        /** Folds the session anew from its first fact: the state as the reader left it, then each change as it was. */
        private void replay(long first, long last) {
            Map<OperationId, Operation> operations = new HashMap<>();
            Session standing = null;
            var begun = false;
            for (var entry : history.of(id, first)) {
                if (!begun && standing != null && entry.offset() > last) {
                    begun = true;
                    mailbox.put(Frame.change(standing.mark().position(), "state", standing.toState()));
                }
                var about = entry.fact() instanceof OfOperation fact ? fact.operationId() : null;
                if (Fold.apply(standing, about == null ? null : operations.get(about), entry)
                        instanceof Folded.Counted(var next, var operation)) {
                    standing = next;
                    told(next.version());
                    if (operation != null) {
                        operations.put(operation.id(), operation);
                    }
                    if (begun) {
                        tell(entry.offset(), operation, next, mailbox::putPatiently);
                    }
                }
            }
            if (!begun && standing != null) {
                mailbox.put(Frame.change(standing.mark().position(), "state", standing.toState()));
            }
        }

        @Override
        void folded(Change.Folded change) {
            if (isNews(change.fact().version())) {
                told(change.fact().version());
                tell(change.position(), change.operation(), change.session(), mailbox::put);
            }
        }

        @Override
        void advanced(Progress news) {
            mailbox.put(Frame.latest(
                    "progress",
                    new OperationProgress(news.operationId(), OperationView.ProgressView.of(news)),
                    "progress:" + news.operationId()));
        }

        @Override
        void left() {
            mailbox.letGo();
        }

        private void tell(long position, @Nullable Operation operation, Session session, Consumer<Frame> put) {
            if (operation != null) {
                put.accept(Frame.change(position, "operation", views.of(operation)));
            } else if (session.deleted()) {
                mailbox.end(Frame.change(position, "end", session.toState()));
            } else {
                put.accept(Frame.change(position, "state", session.toState()));
            }
        }
    }
}
