package io.infrabot.session.writer;

import io.infrabot.events.NodeId;
import io.infrabot.events.NodeRegistered;
import io.infrabot.events.Report;
import io.infrabot.events.Request;
import io.infrabot.events.SessionEvent;
import io.infrabot.events.SessionId;
import io.infrabot.events.TopicNames;
import io.infrabot.events.Work;
import io.infrabot.session.decide.Input;
import io.infrabot.session.history.FactReader;
import io.infrabot.session.ledger.HistoryEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.utils.Bytes;

/** The topics of one partition, in memory: what is stored here stays, whoever dies. */
public final class SimulatedLog {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** Something that may be stored, and the topic that it goes to. */
    sealed interface Stored {
        String topic();

        /** What it is, for people. */
        String name();
    }

    record Asked(Request request, String source, String id) implements Stored {
        @Override
        public String topic() {
            return TopicNames.REQUESTS;
        }

        @Override
        public String name() {
            return request.getClass().getSimpleName();
        }
    }

    record Told(Report report) implements Stored {
        @Override
        public String topic() {
            return report instanceof Report.AttemptFailed ? TopicNames.OPERATION_ERRORS : TopicNames.OPERATION_EVENTS;
        }

        @Override
        public String name() {
            return report.getClass().getSimpleName();
        }
    }

    record Fact(SessionEvent fact, Bytes bytes, Headers headers) implements Stored {
        @Override
        public String topic() {
            return TopicNames.SESSION_EVENTS;
        }

        @Override
        public String name() {
            return fact.getClass().getSimpleName();
        }
    }

    record Task(Work work) implements Stored {
        @Override
        public String topic() {
            return TopicNames.WORK;
        }

        @Override
        public String name() {
            return work.getClass().getSimpleName();
        }
    }

    record Standing(SessionId session, long version) implements Stored {
        @Override
        public String topic() {
            return TopicNames.SESSION_STATE;
        }

        @Override
        public String name() {
            return "SessionState";
        }
    }

    private record Appended(Stored record, Instant at) {}

    private final Map<String, List<Appended>> topics = new HashMap<>();
    private final Map<NodeId, NodeRegistered> registrations = new LinkedHashMap<>();
    private final Map<String, Integer> committed = new HashMap<>();
    private final LongSupplier nanos;

    public SimulatedLog(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** A publisher asks; the same {@code id} again is a repeat. */
    public void ask(Request request, String id) {
        append(new Asked(request, "/test", id));
    }

    public void tell(Report report) {
        append(new Told(report));
    }

    /** A node introduces itself; the last word of each stays. */
    public void register(NodeRegistered registered) {
        registrations.put(registered.node(), registered);
    }

    Collection<NodeRegistered> registrations() {
        return registrations.values();
    }

    public int end(String topic) {
        return records(topic).size();
    }

    public Work work(int offset) {
        return ((Task) records(TopicNames.WORK).get(offset).record()).work();
    }

    /** Every report that nodes have stored. */
    public List<Report> reports() {
        var reports = new ArrayList<Report>();
        for (var topic : List.of(TopicNames.OPERATION_EVENTS, TopicNames.OPERATION_ERRORS)) {
            records(topic).forEach(each -> reports.add(((Told) each.record()).report()));
        }
        return reports;
    }

    /** The highest version at which a session was said to stand; 0 where nothing was said of it. */
    public long newestState(SessionId id) {
        return records(TopicNames.SESSION_STATE).stream()
                .map(each -> (Standing) each.record())
                .filter(each -> each.session().equals(id))
                .mapToLong(Standing::version)
                .max()
                .orElse(0);
    }

    void append(Stored record) {
        records(record.topic()).add(new Appended(record, START.plus(Duration.ofNanos(nanos.getAsLong()))));
    }

    String nameAt(String topic, int offset) {
        return records(topic).get(offset).record().name();
    }

    void commit(Map<String, Integer> offsets) {
        committed.putAll(offsets);
    }

    int committed(String topic) {
        return committed.getOrDefault(topic, 0);
    }

    Input input(String topic, int offset) {
        var appended = records(topic).get(offset);
        return switch (appended.record()) {
            case Asked(var request, var source, var id) ->
                new Input.Asked(request, new Input.Origin(topic, 0, offset, appended.at(), source, id));
            case Told(var report) ->
                new Input.Reported(
                        report,
                        new Input.Origin(topic, 0, offset, appended.at(), "/node/" + report.node(), "" + offset));
            case Fact _, Task _, Standing _ -> throw new IllegalArgumentException(topic + " holds no inputs");
        };
    }

    SessionWriter.ReadBack fact(int offset) {
        return new SessionWriter.ReadBack(entry(offset), bytes(offset), null);
    }

    HistoryEntry entry(int offset) {
        var fact = (Fact) records(TopicNames.SESSION_EVENTS).get(offset).record();
        return switch (FactReader.read(fact.headers(), fact.bytes().get(), offset)) {
            case FactReader.Read.Fact(var entry) -> entry;
            case FactReader.Read.NoFact(var why) -> throw new IllegalStateException(why.toString());
        };
    }

    private Bytes bytes(int offset) {
        return ((Fact) records(TopicNames.SESSION_EVENTS).get(offset).record()).bytes();
    }

    private List<Appended> records(String topic) {
        return topics.computeIfAbsent(topic, _ -> new ArrayList<>());
    }
}
