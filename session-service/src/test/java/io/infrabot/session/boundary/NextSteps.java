package io.infrabot.session.boundary;

import io.infrabot.events.TopicNames;
import io.infrabot.session.boundary.Boundary.Group;
import io.infrabot.session.writer.FoldedHistory;
import io.infrabot.session.writer.SimulatedLog;
import io.infrabot.session.writer.WriterProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What the processes that live can do next. */
final class NextSteps {

    private final Processes processes;
    private final SimulatedLog log;
    private final Random random;
    private int lateEffects;

    NextSteps(Processes processes, SimulatedLog log, Random random) {
        this.processes = processes;
        this.log = log;
        this.random = random;
    }

    List<Step> all() {
        var steps = new ArrayList<Step>();
        var writer = processes.writer();
        if (writer != null) {
            addOf(writer, steps);
        }
        for (int node = 0; node < Processes.NODES; node++) {
            var process = processes.node(node);
            if (process != null) {
                addOf(node, process, steps);
            }
        }
        return steps;
    }

    private void addOf(WriterProcess writer, List<Step> steps) {
        for (var topic : writer.readable()) {
            var group = topic.equals(TopicNames.SESSION_EVENTS) ? Group.FACT_READ_BACK : Group.INPUT_TAKEN;
            steps.add(new Step(Step.WRITER, group, writer.next(topic), () -> writer.take(topic)));
        }
        for (var topic : writer.sending()) {
            var group = switch (topic) {
                case TopicNames.SESSION_EVENTS -> Group.FACT_WRITTEN;
                case TopicNames.WORK -> Group.WORK_SENT;
                case TopicNames.SESSION_STATE -> Group.STATE_SAID;
                default -> Group.TIMER_WRITTEN;
            };
            steps.add(new Step(Step.WRITER, group, writer.sendingFirst(topic), () -> writer.send(topic)));
        }
        if (!steps.isEmpty() && random.nextInt(6) == 0) {
            steps.add(new Step(Step.WRITER, Group.COMMITTED, "offsets", writer::commit));
        }
    }

    private void addOf(int node, NodeProcess process, List<Step> steps) {
        var work = process.nextWork();
        if (work != null) {
            steps.add(new Step(node, Group.WORK_TAKEN, work.getClass().getSimpleName(), process::takeWork));
        }
        var report = process.nextReport();
        if (report != null) {
            var name = report.getClass().getSimpleName();
            var reports = process.reports();
            steps.add(
                    reports.isNextStored()
                            ? new Step(node, Group.REPORT_ACKNOWLEDGED, name, reports::acknowledge)
                            : new Step(node, Group.REPORT_STORED, name, reports::store));
        }
        var calls = process.calls();
        var call = calls.next();
        if (call != null) {
            steps.add(
                    calls.isNextDone()
                            ? new Step(node, Group.EFFECT_RETURNED, call.name(), calls::returnNext)
                            : new Step(node, Group.EFFECT, call.name(), () -> perform(calls)));
        }
    }

    private void perform(EngineCalls calls) {
        var operation = FoldedHistory.of(log).operation(calls.nextOf());
        if (operation != null && operation.isOver()) {
            lateEffects++;
        }
        calls.perform();
    }

    /** Effects that began when their operation was over: of nodes that were cut off and did not know. */
    int lateEffects() {
        return lateEffects;
    }
}
