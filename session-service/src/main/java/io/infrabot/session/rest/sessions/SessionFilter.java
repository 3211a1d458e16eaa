package io.infrabot.session.rest.sessions;

import io.infrabot.events.SessionState;
import io.infrabot.events.SessionStatus;
import io.infrabot.session.problem.RequestFields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which sessions a list is to have: those for which everything that was asked for holds. */
record SessionFilter(@Nullable String team, @Nullable SessionStatus status, List<Label> labels) {

    private static final int MOST_LABELS = 20;

    /** A label that is there, whatever its value, or with that value. */
    record Label(String key, @Nullable String value) {

        static Label of(String text) {
            var pair = text.split("=", 2);
            if (pair[0].isEmpty()) {
                throw RequestFields.wrong("label", "must be key or key=value");
            }
            return new Label(pair[0], pair.length == 1 ? null : pair[1]);
        }

        boolean isOn(SessionState session) {
            return value == null
                    ? session.labels().containsKey(key)
                    : value.equals(session.labels().get(key));
        }
    }

    SessionFilter {
        labels = List.copyOf(labels);
    }

    static SessionFilter of(@Nullable String team, @Nullable String status, List<String> labels) {
        if (labels.size() > MOST_LABELS) {
            throw RequestFields.wrong("label", "may be given " + MOST_LABELS + " times");
        }
        return new SessionFilter(
                team,
                status == null ? null : RequestFields.enumOf(SessionStatus.class, "status", status),
                labels.stream().map(Label::of).toList());
    }

    boolean matches(SessionState session) {
        return (team == null || session.team().equals(team))
                && (status == null || session.status() == status)
                && labels.stream().allMatch(label -> label.isOn(session));
    }

    /** Names the list, so that a place in it is not taken for one in another. */
    String list() {
        return "sessions of " + this;
    }
}
