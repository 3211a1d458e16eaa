package io.infrabot.session.stream;

import io.infrabot.events.OperationId;
import io.infrabot.events.Progress;
import io.infrabot.events.SessionId;
import io.infrabot.session.history.History;
import io.infrabot.session.ledger.Fold.Folded;
import io.infrabot.session.ledger.Operation;
import io.infrabot.session.ledger.Session;
import io.infrabot.session.live.Change;
import io.infrabot.session.live.Frame;
import io.infrabot.session.live.LiveFeed;
import io.infrabot.session.live.Mailbox;
import io.infrabot.session.live.SizeEstimate;
import io.infrabot.session.problem.Problem;
import io.infrabot.session.problem.RefusedRequest;
import io.infrabot.session.topology.LedgerReads;
import io.infrabot.session.view.OperationView;
import io.infrabot.session.view.OperationViews;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Fills the mailbox of somebody who follows a session. */
@ApplicationScoped
class SessionStream {

    /** Progress within a session's stream says whose it is. */
    record OperationProgress(OperationId operationId, OperationView.ProgressView progress) {}

    private final LedgerReads ledger;
    private final History history;
    private final LiveFeed feed;
    private final OperationViews views;

    SessionStream(LedgerReads ledger, History history, LiveFeed feed, OperationViews views) {
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
            throw new RefusedRequest(Problem.of(404, "SESSION_NOT_FOUND", "there is no session " + id));
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
        void replay(@Nullable Long last) {
            var now = find(id);
            if (last == null) {
                mailbox.put(stateOf(now));
                sent(now.version());
            } else {
                replay(now.mark().first(), last);
            }
        }

        /**
         * Folds the session anew from its first fact: the state as the reader left it, then each change as it was. At the
         * reader's pace, and piece by piece: neither the history nor what is over stays in memory.
         */
        private void replay(long first, long last) {
            var operations = new HashMap<OperationId, Operation>();
            Session standing = null;
            var begun = false;
            var past = history.of(id, first);
            for (var piece = past.next(); !piece.isEmpty() && !mailbox.isOver(); piece = past.next()) {
                mailbox.hold(piece.bytes() + weightOf(operations.values()));
                for (var entry : piece.entries()) {
                    if (!begun && standing != null && entry.offset() > last) {
                        begun = true;
                        mailbox.putPatiently(stateOf(standing));
                    }
                    if (History.applied(standing, operations, entry)
                            instanceof Folded.Counted(var next, var operation)) {
                        standing = next;
                        sent(next.version());
                        if (begun) {
                            send(entry.offset(), operation, next, mailbox::putPatiently, mailbox::endPatiently);
                        }
                    }
                }
            }
            mailbox.hold(0);
            if (!begun && standing != null) {
                mailbox.put(stateOf(standing));
            }
        }

        private static long weightOf(Collection<Operation> operations) {
            return operations.stream().mapToLong(SizeEstimate::of).sum();
        }

        private static Frame stateOf(Session session) {
            return Frame.change(session.mark().position(), "state", session.toState(), SizeEstimate.of(session));
        }

        @Override
        void folded(Change.Folded change) {
            if (isNews(change.fact().version())) {
                sent(change.fact().version());
                send(change.position(), change.operation(), change.session(), mailbox::put, mailbox::end);
            }
        }

        @Override
        void advanced(Progress news) {
            mailbox.put(Frame.latest(
                    "progress",
                    new OperationProgress(news.operationId(), OperationView.ProgressView.of(news)),
                    "progress:" + news.operationId(),
                    SizeEstimate.of(news)));
        }

        @Override
        void left() {
            mailbox.letGo();
        }

        private void send(
                long position,
                @Nullable Operation operation,
                Session session,
                Consumer<Frame> put,
                Consumer<Frame> end) {
            if (operation != null) {
                put.accept(Frame.change(position, "operation", views.of(operation), SizeEstimate.of(operation)));
            } else if (session.deleted()) {
                end.accept(Frame.change(position, "end", session.toState(), SizeEstimate.of(session)));
            } else {
                put.accept(Frame.change(position, "state", session.toState(), SizeEstimate.of(session)));
            }
        }
    }
}
