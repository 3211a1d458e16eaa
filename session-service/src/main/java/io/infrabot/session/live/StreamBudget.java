package io.infrabot.session.live;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What all live readers of this instance may keep in memory, in bytes: each of them, each client, and all together. Where
 * one client or all would have too much, the reader who has taken nothing for longest is let go; he comes back with his
 * last id. So readers who never read cannot starve those who do. Thread-safe; never blocks.
 */
public final class StreamBudget {

    /** Who takes something at least so often is not let go for the sake of others. */
    static final long BUSY_NANOS = 1_000_000_000L;

    /** As values, as JSON, as text and as bytes. */
    private static final int COPIES = 4;
    /** Encoding is counted in kilobytes. */
    private static final int UNIT = 1_024;

    private final long most;
    private final long mostOfClient;
    private final long mostOfReader;
    private final LongSupplier nanoTime;
    private final Executor elsewhere;
    private final Semaphore encoded;
    private final int mostEncoded;
    private final Set<Account> accounts = new HashSet<>();
    private final Map<String, Long> ofClients = new HashMap<>();
    private long held;

    /**
     * A budget of {@code most} bytes: one client may have half of it, one reader a sixteenth.
     *
     * @param elsewhere lets readers go, who must not be called while the budget or another reader is locked
     */
    public StreamBudget(long most, LongSupplier nanoTime, Executor elsewhere) {
        this.most = most;
        this.mostOfClient = most / 2;
        this.mostOfReader = most / 16;
        this.nanoTime = nanoTime;
        this.elsewhere = elsewhere;
        this.mostEncoded = Math.clamp(most / 2 / UNIT, 1, Integer.MAX_VALUE);
        this.encoded = new Semaphore(mostEncoded, true);
    }

    /** The most that should wait for one reader. */
    public long mostOfReader() {
        return mostOfReader;
    }

    /** What is held now, for all. */
    public synchronized long held() {
        return held;
    }

    /**
     * Does {@code task}, which encodes a frame of {@code weight}, when it is its turn: what is encoded at once may take half
     * of the budget on top of it. A frame that takes more is encoded alone.
     */
    public void encode(long weight, Runnable task) {
        var turn = Math.clamp(COPIES * weight / UNIT, 1, mostEncoded);
        encoded.acquireUninterruptibly(turn);
        try {
            task.run();
        } finally {
            encoded.release(turn);
        }
    }

    /** Opens an account of a reader of {@code client}; {@code letGo} is called when its room is needed. */
    public synchronized Account open(String client, Runnable letGo) {
        var account = new Account(client, letGo);
        accounts.add(account);
        return account;
    }

    /** What one reader holds. */
    public final class Account {
        private final String client;
        private final Runnable letGo;
        private long holds;
        private long since = nanoTime.getAsLong();
        private boolean closed;

        private Account(String client, Runnable letGo) {
            this.client = client;
            this.letGo = letGo;
        }

        /** Takes {@code bytes} more; returns whether there was room for them. */
        public boolean hold(long bytes) {
            synchronized (StreamBudget.this) {
                if (closed || !makeRoom(this, bytes)) {
                    return false;
                }
                if (holds == 0) {
                    since = nanoTime.getAsLong();
                }
                add(this, bytes);
                return true;
            }
        }

        /** Gives {@code bytes} back. */
        public void release(long bytes) {
            synchronized (StreamBudget.this) {
                if (!closed) {
                    add(this, -bytes);
                }
            }
        }

        /** The reader has taken something. */
        public void taken() {
            synchronized (StreamBudget.this) {
                since = nanoTime.getAsLong();
            }
        }

        /** Whether something has waited for the reader, who has taken nothing for so long. */
        public boolean isStalled(long nanos) {
            synchronized (StreamBudget.this) {
                return !closed && holds > 0 && nanoTime.getAsLong() - since >= nanos;
            }
        }

        /** Gives back all of it, for good. */
        public void close() {
            synchronized (StreamBudget.this) {
                end(this);
            }
        }
    }

    private boolean makeRoom(Account asking, long bytes) {
        while (held + bytes > most || ofClient(asking) + bytes > mostOfClient) {
            var victim = slowest(held + bytes > most ? null : asking.client);
            if (victim == null || victim == asking) {
                // one frame that is larger than the whole must still be told
                return held == 0;
            }
            end(victim);
            elsewhere.execute(victim.letGo);
        }
        return true;
    }

    private @Nullable Account slowest(@Nullable String client) {
        Account slowest = null;
        var now = nanoTime.getAsLong();
        for (var each : accounts) {
            var isIdle = each.holds > 0 && now - each.since >= BUSY_NANOS;
            if (isIdle
                    && (client == null || each.client.equals(client))
                    && (slowest == null || each.since < slowest.since)) {
                slowest = each;
            }
        }
        return slowest;
    }

    private long ofClient(Account account) {
        return ofClients.getOrDefault(account.client, 0L);
    }

    private void add(Account account, long bytes) {
        account.holds += bytes;
        held += bytes;
        ofClients.compute(account.client, (_, had) -> {
            var has = (had == null ? 0 : had) + bytes;
            return has == 0 ? null : has;
        });
    }

    private void end(Account account) {
        if (!account.closed) {
            add(account, -account.holds);
            account.closed = true;
            accounts.remove(account);
        }
    }
}
