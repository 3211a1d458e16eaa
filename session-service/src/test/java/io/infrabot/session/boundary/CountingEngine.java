package io.infrabot.session.boundary;

import io.infrabot.events.ErrorCode;
import io.infrabot.events.OperationId;
import io.infrabot.tools.ToolFailure;
import io.infrabot.tools.ToolRun;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An engine that counts its calls, keeps what they make, and can be asked what is true. It outlives every process, and
 * both nodes use it.
 */
final class CountingEngine {

    /** How the first call goes. */
    enum FirstCall {
        DONE,
        REFUSED,
        DONE_AND_ANSWER_LOST
    }

    /** One call that had, or repeated, an effect. */
    record Call(OperationId operation, int attempt, boolean reconciled) {}

    private final List<Call> calls = new ArrayList<>();
    private final Map<String, OperationId> objects = new HashMap<>();
    private final Map<String, OperationId> tags = new HashMap<>();
    private FirstCall next;

    CountingEngine(FirstCall first) {
        next = first;
    }

    /** Puts a tag where it is asked to be; doing so twice is doing so once. */
    void tag(ToolRun run) throws ToolFailure {
        refuseIfTold();
        calls.add(call(run));
        tags.put(nameOf(run.operationId()), run.operationId());
        loseAnswerIfTold();
    }

    /** Makes an object of that name with a label that says for which operation; false: the name is taken. */
    boolean create(ToolRun run) throws ToolFailure {
        refuseIfTold();
        if (objects.containsKey(nameOf(run.operationId()))) {
            return false;
        }
        calls.add(call(run));
        objects.put(nameOf(run.operationId()), run.operationId());
        loseAnswerIfTold();
        return true;
    }

    /** Does something that leaves no trace to be asked for. */
    void exec(ToolRun run) throws ToolFailure {
        refuseIfTold();
        calls.add(call(run));
        loseAnswerIfTold();
    }

    /** Whether an object stands that is labelled with {@code operation}. */
    boolean hasObjectOf(OperationId operation) {
        return objects.containsValue(operation);
    }

    boolean hasTagOf(OperationId operation) {
        return tags.containsValue(operation);
    }

    List<Call> callsOf(OperationId operation) {
        return calls.stream().filter(call -> call.operation().equals(operation)).toList();
    }

    /** How many calls there were in all. */
    int calls() {
        return calls.size();
    }

    private static Call call(ToolRun run) {
        return new Call(run.operationId(), run.attempt(), run.reconcile());
    }

    private static String nameOf(OperationId operation) {
        return "infrabot-" + operation.value().substring(operation.value().indexOf('.') + 1);
    }

    private void refuseIfTold() throws ToolFailure {
        if (next == FirstCall.REFUSED) {
            next = FirstCall.DONE;
            throw new ToolFailure(ErrorCode.DOCKER_DAEMON_UNAVAILABLE, "away");
        }
    }

    private void loseAnswerIfTold() throws ToolFailure {
        if (next == FirstCall.DONE_AND_ANSWER_LOST) {
            next = FirstCall.DONE;
            throw new ToolFailure(ErrorCode.DOCKER_DAEMON_UNAVAILABLE, "the connection broke before the answer");
        }
    }
}
