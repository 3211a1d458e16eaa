package io.infrabot.session.api;

import io.infrabot.events.OperationId;
import io.infrabot.events.SessionEvent.OfOperation;
import io.infrabot.events.SessionId;
import io.infrabot.session.ledger.Fold;
import io.infrabot.session.ledger.Operation;
import io.infrabot.session.ledger.Session;
import io.infrabot.session.live.Change;
import io.infrabot.session.live.Frame;
import io.infrabot.session.live.History;
import io.infrabot.session.live.LiveFeed;
import io.infrabot.session.live.Mailbox;
import io.infrabot.session.live.ProgressBoard;
import io.infrabot.session.writer.OwnLedger;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Fills the mailbox of somebody who follows a session. */
@ApplicationScoped
class SessionStream {

    private final OwnLedger ledger;
    private final History history;
    private final LiveFeed feed;
    private final ProgressBoard progress;

    SessionStream(OwnLedger ledger, History history, LiveFeed feed, ProgressBoard progress) {
        this.ledger = ledger;
        this.history = history;
        this.feed = feed;
        this.progress = progress;
    }

    SessionId require(SessionId id) {
        return find(id).id();
    }

    /** Sends the session's state, then an event a change. With a last position: every change after it, then live. */
    LiveFeed.Subscription follow(SessionId id, @Nullable Long last, Mailbox mailbox) {
        var reader = new Reader(id, mailbox);
        var subscription = feed.subscribe(id, reader::changed);
        try {
            reader.begin(last);
        } catch (RuntimeException e) {
            subscription.close();
            throw e;
        }
        return subscription;
    }

    private Session find(SessionId id) {
        var session = ledger.session(id);
        if (session == null || session.deleted()) {
            throw new Refused(Problem.of(404, "SESSION_NOT_FOUND", "there is no session " + id));
        }
        return session;
    }

    private final class Reader {
        private final SessionId id;
        private final Mailbox mailbox;
        private @Nullable List<Change.Folded> early = new ArrayList<>();
        private long version;

        Reader(SessionId id, Mailbox mailbox) {
            this.id = id;
            this.mailbox = mailbox;
        }

        void begin(@Nullable Long last) {
            var now = find(id);
            mailbox.put(Frame.change(last == null ? now.mark().position() : last, "state", now.toState()));
            if (last == null) {
                version = now.version();
            } else {
                replay(last);
            }
            synchronized (this) {
                var waiting = early == null ? List.<Change.Folded>of() : early;
                early = null;
                waiting.forEach(this::folded);
            }
        }

        /** Where the operations stood at each change is folded anew from their own beginnings. */
        private void replay(long last) {
            Map<OperationId, Operation> standing = new HashMap<>();
            var from = ledger.operations(id).stream()
                    .mapToLong(each -> each.ask().position())
                    .filter(position -> position >= 0)
                    .min()
                    .orElse(last);
            for (var entry : history.of(id, Math.min(from, last))) {
                Operation operation = null;
                if (entry.fact() instanceof OfOperation about) {
                    operation = Fold.redo(standing.get(about.operationId()), entry);
                    if (operation != null) {
                        standing.put(about.operationId(), operation);
                    }
                }
                if (entry.offset() > last) {
                    version = entry.fact().version();
                    tell(entry.offset(), operation, null, mailbox::putPatiently);
                } else {
                    version = entry.fact().version();
                }
            }
        }

        void changed(Change change) {
            switch (change) {
                case Change.Folded folded -> {
                    synchronized (this) {
                        if (early != null) {
                            early.add(folded);
                        } else {
                            folded(folded);
                        }
                    }
                }
                case Change.Advanced(var news) -> {
                    if (begun()) {
                        mailbox.put(Frame.latest(
                                "progress",
                                new OperationProgress(news.operationId(), OperationView.ProgressView.of(news)),
                                "progress:" + news.operationId()));
                    }
                }
            }
        }

        private synchronized boolean begun() {
            return early == null;
        }

        private void folded(Change.Folded change) {
            if (change.fact().version() > version) {
                show(change.position(), change.fact().version(), change.operation(), change.session());
            }
        }

        private void show(long position, long factVersion, @Nullable Operation operation, @Nullable Session session) {
            version = factVersion;
            tell(position, operation, session, mailbox::put);
        }

        private void tell(
                long position, @Nullable Operation operation, @Nullable Session session, Consumer<Frame> put) {
            if (operation != null) {
                put.accept(
                        Frame.change(position, "operation", OperationView.of(operation, progress.of(operation.id()))));
                return;
            }
            var standing = session == null ? ledger.session(id) : session;
            if (standing != null && standing.deleted()) {
                mailbox.end(Frame.change(position, "end", standing.toState()));
            } else if (standing != null) {
                put.accept(Frame.change(position, "state", standing.toState()));
            }
        }
    }

    /** Progress within a session's stream says whose it is. */
    record OperationProgress(OperationId operationId, OperationView.ProgressView progress) {}
}
