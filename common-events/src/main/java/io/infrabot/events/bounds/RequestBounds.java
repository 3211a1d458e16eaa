package io.infrabot.events.bounds;

import io.infrabot.events.NodeId;
import io.infrabot.events.Request;
import io.infrabot.events.Request.CancelOperation;
import io.infrabot.events.Request.ChangeStatus;
import io.infrabot.events.Request.CreateSession;
import io.infrabot.events.Request.DeleteSession;
import io.infrabot.events.Request.NodeLost;
import io.infrabot.events.Request.Release;
import io.infrabot.events.Request.RunExpired;
import io.infrabot.events.Request.RunOperation;
import io.infrabot.events.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is asked must be, so that it can be written, read back, folded, listed and streamed whatever is wrapped around
 * it. Held by every door, and never by the records themselves: facts of earlier days are of the same types.
 */
public final class RequestBounds {

    private RequestBounds() {}

    /** Everything that is wrong with {@code request}, whose required parts are there; empty where it can be decided. */
    public static List<Violation> violations(Request request) {
        var found = new ArrayList<Violation>();
        switch (request) {
            case CreateSession create -> create(create, found);
            case RunOperation run -> run(run, found);
            case CancelOperation cancel -> text("reason", cancel.reason(), TextBounds.REASON, found);
            case NodeLost lost -> text("incarnation", lost.incarnation(), TextBounds.WORD, found);
            case ChangeStatus ignored -> ofIdsOnly();
            case DeleteSession ignored -> ofIdsOnly();
            case RunExpired ignored -> ofIdsOnly();
            case Release ignored -> ofIdsOnly();
        }
        return List.copyOf(found);
    }

    /** Ids and words of ours check themselves. */
    private static void ofIdsOnly() {}

    private static void create(CreateSession create, List<Violation> found) {
        if (create.team().isBlank()) {
            found.add(new Violation("team", "must not be empty"));
        }
        text("team", create.team(), TextBounds.TEAM, found);
        text("name", create.name(), TextBounds.SESSION_NAME, found);
        if (create.labels() != null) {
            LabelBounds.check("labels", create.labels(), found);
        }
        json("metadata", create.metadata(), JsonBounds.METADATA, found);
    }

    private static void run(RunOperation run, List<Violation> found) {
        text("type", run.type(), TextBounds.OPERATION_TYPE, found);
        json("arguments", run.arguments(), JsonBounds.ARGUMENTS, found);
        if (run.target() != null) {
            target(run.target(), found);
        }
    }

    /** A part that does not fit the kind would be ignored, and the effect be elsewhere than somebody meant. */
    private static void target(Target target, List<Violation> found) {
        var kind = target.kind();
        switch (kind) {
            case any, all -> {
                absent("target.node", target.node(), kind, found);
                absent("target.labels", target.labels(), kind, found);
            }
            case node -> {
                absent("target.labels", target.labels(), kind, found);
                if (target.node() != null && !NodeId.isFormed(target.node())) {
                    found.add(new Violation("target.node", "must be a node id: up to 63 of a-z, 0-9, '.' and '-'"));
                }
            }
            case labels -> {
                absent("target.node", target.node(), kind, found);
                LabelBounds.check("target.labels", target.labels() == null ? Map.of() : target.labels(), found);
            }
        }
    }

    private static void absent(String path, @Nullable Object value, Target.Kind kind, List<Violation> found) {
        if (value != null) {
            found.add(new Violation(path, "does not go with kind '" + kind + "'"));
        }
    }

    private static void json(String path, @Nullable Object value, JsonBounds bounds, List<Violation> found) {
        if (value != null) {
            bounds.violationIn(path, value).ifPresent(found::add);
        }
    }

    static void text(String path, @Nullable String value, TextBounds bounds, List<Violation> found) {
        var complaint = value == null ? null : bounds.complaintAbout(value);
        if (complaint != null) {
            found.add(new Violation(path, complaint));
        }
    }
}
