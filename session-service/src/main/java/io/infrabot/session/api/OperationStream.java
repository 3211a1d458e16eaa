package io.infrabot.session.api;

import io.infrabot.events.OperationId;
import io.infrabot.events.SessionEvent.OfOperation;
import io.infrabot.session.ledger.Fold;
import io.infrabot.session.ledger.Operation;
import io.infrabot.session.live.Change;
import io.infrabot.session.live.Frame;
import io.infrabot.session.live.History;
import io.infrabot.session.live.LiveFeed;
import io.infrabot.session.live.Mailbox;
import io.infrabot.session.live.ProgressBoard;
import io.infrabot.session.writer.OwnLedger;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Fills the mailbox of somebody who follows an operation. */
@ApplicationScoped
class OperationStream {

    private final OwnLedger ledger;
    private final Operations operations;
    private final History history;
    private final LiveFeed feed;
    private final ProgressBoard progress;

    OperationStream(OwnLedger ledger, Operations operations, History history, LiveFeed feed, ProgressBoard progress) {
        this.ledger = ledger;
        this.operations = operations;
        this.history = history;
        this.feed = feed;
        this.progress = progress;
    }

    OperationId require(OperationId id) {
        return operations.find(id).id();
    }

    /**
     * Sends where the operation stands, then each change once. With a last position: first every change after it, out
     * of the history.
     */
    LiveFeed.Subscription follow(OperationId id, @Nullable Long last, Mailbox mailbox) {
        var reader = new Reader(id, mailbox);
        var subscription = feed.subscribe(id.session(), reader::changed);
        try {
            reader.begin(last);
        } catch (RuntimeException e) {
            subscription.close();
            throw e;
        }
        return subscription;
    }

    /** One who follows: what comes live while the past is still being read waits its turn. */
    private final class Reader {
        private final OperationId id;
        private final Mailbox mailbox;
        private @Nullable List<Change.Folded> early = new ArrayList<>();
        private long version;

        Reader(OperationId id, Mailbox mailbox) {
            this.id = id;
            this.mailbox = mailbox;
        }

        void begin(@Nullable Long last) {
            var session = ledger.session(id.session());
            var now = operations.find(id);
            if (last != null) {
                replay(now, last);
            }
            // the position of the session at least, read before the operation: a repeat is better than a gap
            var position =
                    session == null ? now.ask().position() : session.mark().position();
            synchronized (this) {
                if (now.version() > version) {
                    show(position, now);
                }
                var waiting = early == null ? List.<Change.Folded>of() : early;
                early = null;
                waiting.forEach(this::folded);
            }
        }

        private void replay(Operation now, long last) {
            Operation operation = null;
            for (var entry : history.of(id.session(), now.ask().position())) {
                if (entry.fact() instanceof OfOperation about
                        && about.operationId().equals(id)) {
                    operation = Fold.redo(operation, entry);
                    if (operation != null && entry.offset() > last) {
                        version = operation.version();
                        tell(entry.offset(), operation, mailbox::putPatiently);
                    }
                }
            }
        }

        void changed(Change change) {
            switch (change) {
                case Change.Folded folded
                when folded.fact() instanceof OfOperation about
                        && about.operationId().equals(id) -> {
                    synchronized (this) {
                        if (early != null) {
                            early.add(folded);
                        } else {
                            folded(folded);
                        }
                    }
                }
                case Change.Folded _ -> {}
                case Change.Advanced advanced -> {
                    if (begun() && advanced.operationId().equals(id)) {
                        mailbox.put(Frame.latest(
                                "progress", OperationView.ProgressView.of(advanced.progress()), "progress"));
                    }
                }
            }
        }

        /** The state comes first; progress before it would say nothing. */
        private synchronized boolean begun() {
            return early == null;
        }

        private void folded(Change.Folded change) {
            var operation = change.operation();
            if (operation != null && operation.version() > version) {
                show(change.position(), operation);
            }
        }

        private void show(long position, Operation operation) {
            version = operation.version();
            tell(position, operation, mailbox::put);
        }

        private void tell(long position, Operation operation, Consumer<Frame> put) {
            var view = OperationView.of(operation, progress.of(id));
            if (operation.isOver()) {
                mailbox.end(Frame.change(position, "end", view));
            } else {
                put.accept(Frame.change(position, "state", view));
            }
        }
    }
}
