package io.infrabot.session.topology;

import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.jspecify.annotations.Nullable;

/** Why a stream thread has ended, and its instance with it. */
enum StreamThreadFailure {
    /** Another process has joined the group under this name: the broker serves that one from now on. */
    REPLACED,
    FAILED;

    static StreamThreadFailure of(Throwable failure) {
        for (@Nullable Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof FencedInstanceIdException) {
                return REPLACED;
            }
        }
        return FAILED;
    }

    /** What the log says of the instance of that name. */
    String sentence(String instance) {
        return switch (this) {
            case REPLACED ->
                "session service " + instance + " was started once more: that one goes on, this one ends. No two"
                        + " processes may share a name; give one of them another INFRABOT_NODE_ID";
            case FAILED -> "a stream thread failed: this instance ends, and its sessions go to another or wait";
        };
    }

    /** 4 as of a node that was replaced. */
    int exitCode() {
        return switch (this) {
            case REPLACED -> 4;
            case FAILED -> 1;
        };
    }
}
