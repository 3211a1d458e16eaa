package io.infrabot.session.boundary;

import io.infrabot.events.Report;
import io.infrabot.events.Request;
import io.infrabot.session.ledger.Operation;
import io.infrabot.session.ledger.Phase;
import io.infrabot.session.writer.SimulatedLog;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Lets happen what the story says, once, at a moment that chance decides. */
final class Storyteller {

    private final Story story;
    private final Random random;
    private final SimulatedLog log;
    private final Processes processes;
    private boolean told = true;

    Storyteller(Story story, Random random, SimulatedLog log, Processes processes) {
        this.story = story;
        this.random = random;
        this.log = log;
        this.processes = processes;
    }

    /** From now on it may happen. */
    void begin() {
        told = story == Story.PLAIN || story == Story.RETRIED;
    }

    /** Whether nothing more is to happen. */
    boolean isDone() {
        return told;
    }

    /** Called after each step: lets it happen, or not yet. */
    void tell() {
        if (told) {
            return;
        }
        if (story == Story.RETRIED_AND_CUT_OFF) {
            cutOffInThePause();
            return;
        }
        if (random.nextInt(8) != 0) {
            return;
        }
        var operation = processes.operation(World.OPERATION);
        switch (story) {
            case CANCELLED -> cancel(operation);
            case CUT_OFF -> cutOff(operation);
            case PLAIN, RETRIED, RETRIED_AND_CUT_OFF -> {
                // nothing beside the kill, or told above
            }
        }
    }

    private void cancel(@Nullable Operation operation) {
        if (operation != null) {
            log.ask(new Request.CancelOperation(World.SESSION, World.OPERATION, null), "cancel");
            told = true;
        }
    }

    private void cutOff(@Nullable Operation operation) {
        if (operation != null && operation.phase() instanceof Phase.OnNode onNode) {
            processes.cutOff(onNode.run().node(), 8 + random.nextInt(20));
            told = true;
        } else if (isOver(operation)) {
            told = true;
        }
    }

    /** From a little less than what closes a fence to a little more than what loses a node. */
    private void cutOffInThePause() {
        var failed = log.reports().stream()
                .filter(Report.AttemptFailed.class::isInstance)
                .findFirst();
        if (failed.isPresent()) {
            processes.cutOff(failed.get().node(), 5 + random.nextInt(7));
            told = true;
        } else if (isOver(processes.operation(World.OPERATION)) && isOver(processes.operation(World.NEIGHBOUR))) {
            told = true;
        }
    }

    private static boolean isOver(@Nullable Operation operation) {
        return operation != null && operation.isOver();
    }
}
