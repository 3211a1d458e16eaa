package io.infrabot.events;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Map;

/** Which {@code ce_type} each record travels under. Given by hand, so that renaming a class never renames a fact. */
public final class RecordTypes {

    private static final Map<String, Class<?>> CLASS_OF = Map.ofEntries(
            Map.entry("io.infrabot.request.session-create.v1", Request.CreateSession.class),
            Map.entry("io.infrabot.request.session-status.v1", Request.ChangeStatus.class),
            Map.entry("io.infrabot.request.session-delete.v1", Request.DeleteSession.class),
            Map.entry("io.infrabot.request.operation.v1", Request.RunOperation.class),
            Map.entry("io.infrabot.request.operation-cancel.v1", Request.CancelOperation.class),
            Map.entry("io.infrabot.timer.node-lost.v1", Request.NodeLost.class),
            Map.entry("io.infrabot.timer.run-expired.v1", Request.RunExpired.class),
            Map.entry("io.infrabot.timer.release.v1", Request.Release.class),
            Map.entry("io.infrabot.session.created.v1", SessionEvent.SessionCreated.class),
            Map.entry("io.infrabot.session.status-changed.v1", SessionEvent.SessionStatusChanged.class),
            Map.entry("io.infrabot.session.deleted.v1", SessionEvent.SessionDeleted.class),
            Map.entry("io.infrabot.session.operation-accepted.v1", SessionEvent.OperationAccepted.class),
            Map.entry("io.infrabot.session.operation-spread.v1", SessionEvent.OperationSpread.class),
            Map.entry("io.infrabot.session.operation-rejected.v1", SessionEvent.OperationRejected.class),
            Map.entry("io.infrabot.session.operation-waiting.v1", SessionEvent.OperationWaiting.class),
            Map.entry("io.infrabot.session.operation-placed.v1", SessionEvent.OperationPlaced.class),
            Map.entry("io.infrabot.session.operation-started.v1", SessionEvent.OperationStarted.class),
            Map.entry("io.infrabot.session.operation-attempt-failed.v1", SessionEvent.OperationAttemptFailed.class),
            Map.entry("io.infrabot.session.operation-declined.v1", SessionEvent.OperationDeclined.class),
            Map.entry("io.infrabot.session.operation-node-lost.v1", SessionEvent.OperationNodeLost.class),
            Map.entry("io.infrabot.session.operation-cancel-requested.v1", SessionEvent.OperationCancelRequested.class),
            Map.entry("io.infrabot.session.operation-succeeded.v1", SessionEvent.OperationSucceeded.class),
            Map.entry("io.infrabot.session.operation-failed.v1", SessionEvent.OperationFailed.class),
            Map.entry("io.infrabot.session.operation-cancelled.v1", SessionEvent.OperationCancelled.class),
            Map.entry("io.infrabot.session.state.v1", SessionState.class),
            Map.entry("io.infrabot.work.start-run.v1", Work.StartRun.class),
            Map.entry("io.infrabot.work.cancel-run.v1", Work.CancelRun.class),
            Map.entry("io.infrabot.work.drain-node.v1", Work.DrainNode.class),
            Map.entry("io.infrabot.operation.started.v1", Report.Started.class),
            Map.entry("io.infrabot.operation.attempt-failed.v1", Report.AttemptFailed.class),
            Map.entry("io.infrabot.operation.declined.v1", Report.Declined.class),
            Map.entry("io.infrabot.operation.succeeded.v1", Report.Succeeded.class),
            Map.entry("io.infrabot.operation.failed.v1", Report.Failed.class),
            Map.entry("io.infrabot.operation.cancelled.v1", Report.Cancelled.class),
            Map.entry("io.infrabot.operation.progress.v1", Progress.class),
            Map.entry("io.infrabot.node.beat.v1", Beat.class),
            Map.entry("io.infrabot.node.registered.v1", NodeRegistered.class));

    private static final Map<Class<?>, String> TYPE_OF =
            CLASS_OF.entrySet().stream().collect(toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

    private RecordTypes() {}

    /** Every {@code ce_type} with its record. */
    public static Map<String, Class<?>> all() {
        return CLASS_OF;
    }

    /**
     * The {@code ce_type} of {@code record}.
     *
     * @throws IllegalArgumentException if it is no record of ours
     */
    public static String typeOf(Object record) {
        var type = TYPE_OF.get(record.getClass());
        if (type == null) {
            throw new IllegalArgumentException("no record of any topic: " + record.getClass());
        }
        return type;
    }
}
