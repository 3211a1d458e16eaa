package io.infrabot.session.writer;

import io.infrabot.events.Request;
import io.infrabot.events.SessionEvent;
import io.infrabot.events.SessionId;
import io.infrabot.events.Work;
import io.infrabot.session.decide.Input.Origin;
import io.infrabot.session.ledger.Session;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** Port: what the writer publishes. All of it goes to topics, in the order of the calls. */
public interface RecordSink {

    /**
     * A fact for the history.
     *
     * @param index which of the input's facts it is, from 0
     * @param after digest of the fact that it was decided on
     * @return the bytes written, by which the fact is recognised when it is read back
     */
    Bytes fact(SessionEvent fact, Origin cause, int index, String after, @Nullable String trace);

    /** An order for a node; {@code trace} is the {@code traceparent} that it travels with. */
    void work(Work.OfRun work, @Nullable String trace);

    /** Where a session stands; {@code null} once it is deleted. */
    void state(SessionId id, @Nullable Session session);

    /** What time brings, as a request; {@code id} is the same for the same event, so that a repeat is known. */
    void timer(Request.Timer timer, String id);
}
