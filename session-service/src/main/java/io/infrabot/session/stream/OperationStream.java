package io.infrabot.session.stream;

import io.infrabot.events.OperationId;
import io.infrabot.events.Progress;
import io.infrabot.events.SessionEvent.OfOperation;
import io.infrabot.session.history.History;
import io.infrabot.session.ledger.Fold;
import io.infrabot.session.ledger.Operation;
import io.infrabot.session.live.Change;
import io.infrabot.session.live.Frame;
import io.infrabot.session.live.LiveFeed;
import io.infrabot.session.live.Mailbox;
import io.infrabot.session.live.SizeEstimate;
import io.infrabot.session.rest.operations.Operations;
import io.infrabot.session.topology.LedgerReads;
import io.infrabot.session.view.OperationView;
import io.infrabot.session.view.OperationViews;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Fills the mailbox of somebody who follows an operation. */
@ApplicationScoped
class OperationStream {

    private final LedgerReads ledger;
    private final Operations operations;
    private final History history;
    private final LiveFeed feed;
    private final OperationViews views;

    OperationStream(LedgerReads ledger, Operations operations, History history, LiveFeed feed, OperationViews views) {
        this.ledger = ledger;
        this.operations = operations;
        this.history = history;
        this.feed = feed;
        this.views = views;
    }

    OperationId require(OperationId id) {
        return operations.find(id).id();
    }

    /**
     * Sends where the operation stands, then each change once. With a last position: first every change after it, out
     * of the history.
     */
    LiveFeed.Subscription follow(OperationId id, @Nullable Long last, Mailbox mailbox) {
        return new Reader(id, mailbox).follow(feed, id.session(), last);
    }

    private final class Reader extends Follower {
        private final OperationId id;
        private final Mailbox mailbox;

        Reader(OperationId id, Mailbox mailbox) {
            this.id = id;
            this.mailbox = mailbox;
        }

        @Override
        void replay(@Nullable Long last) {
            // the session's position is read before the operation: it may be too low, and then a repeat is dropped
            var session = ledger.session(id.session());
            var now = operations.find(id);
            if (last != null) {
                replay(now, last);
            }
            if (isNews(now.version())) {
                var position =
                        session == null ? now.ask().position() : session.mark().position();
                send(position, now, mailbox::put, mailbox::end);
            }
        }

        /** At the reader's pace: what is read of the history is held only until it has been told. */
        private void replay(Operation now, long last) {
            Operation operation = null;
            var past = history.of(id.session(), now.ask().position());
            for (var piece = past.next(); !piece.isEmpty() && !mailbox.isOver(); piece = past.next()) {
                mailbox.hold(piece.bytes());
                for (var entry : piece.entries()) {
                    if (entry.fact() instanceof OfOperation about
                            && about.operationId().equals(id)) {
                        operation = Fold.redo(operation, entry);
                        if (operation != null && entry.offset() > last) {
                            send(entry.offset(), operation, mailbox::putPatiently, mailbox::endPatiently);
                        }
                    }
                }
            }
            mailbox.hold(0);
        }

        @Override
        void folded(Change.Folded change) {
            var operation = change.operation();
            if (operation != null && operation.id().equals(id) && isNews(operation.version())) {
                send(change.position(), operation, mailbox::put, mailbox::end);
            } else if (operation != null && id.equals(operation.ask().parent())) {
                partMoved(change.position());
            }
        }

        /** What its parts do is news of the whole, although no fact of its own says so. */
        private void partMoved(long position) {
            var whole = ledger.operation(id);
            if (whole != null && !whole.isOver()) {
                mailbox.put(Frame.change(position, "state", views.of(whole), SizeEstimate.of(whole)));
            }
        }

        @Override
        void advanced(Progress news) {
            if (news.operationId().equals(id)) {
                mailbox.put(Frame.latest(
                        "progress", OperationView.ProgressView.of(news), "progress", SizeEstimate.of(news)));
            }
        }

        @Override
        void left() {
            mailbox.letGo();
        }

        private void send(long position, Operation operation, Consumer<Frame> put, Consumer<Frame> end) {
            sent(operation.version());
            var view = views.of(operation);
            if (operation.isOver()) {
                end.accept(Frame.change(position, "end", view, SizeEstimate.of(operation)));
            } else {
                put.accept(Frame.change(position, "state", view, SizeEstimate.of(operation)));
            }
        }
    }
}
