package io.infrabot.events;

/** Where an operation stands. The last four are final: nothing follows them. */
public enum OperationStatus {
    QUEUED,
    RUNNING,
    CANCELLING,
    SUCCEEDED,
    FAILED,
    CANCELLED,
    REJECTED
}
