package io.infrabot.session.boundary;

import io.infrabot.events.ErrorCode;
import io.infrabot.events.OperationId;
import io.infrabot.session.boundary.Standstill.Place;
import io.infrabot.tools.AtomicTool;
import io.infrabot.tools.ToolDescriptor;
import io.infrabot.tools.ToolFailure;
import io.infrabot.tools.ToolRun;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What the tools of a node ask of the engine: each call stands still until it is done, then until its tool learns of it. */
final class EngineCalls {

    private static final Duration OPERATION_TIME = Duration.ofHours(1);

    /** A run in the hands of its tool. */
    private static final class Call {
        private final Kind kind;
        private final ToolRun run;
        private final Thread thread = Thread.currentThread();
        private @Nullable CompletableFuture<Void> outcome;
        private boolean returned;

        private Call(Kind kind, ToolRun run) {
            this.kind = kind;
            this.run = run;
        }
    }

    private final CountingEngine engine;
    private final Tools tools;
    private final Standstill standstill;
    private final Deque<Call> calls = new ArrayDeque<>();
    private boolean dead;

    EngineCalls(CountingEngine engine, Tools tools, Standstill standstill) {
        this.engine = engine;
        this.tools = tools;
        this.standstill = standstill;
    }

    /** A tool that makes such calls. */
    AtomicTool tool(Kind kind) {
        var descriptor =
                new ToolDescriptor(kind.type(), "counted", Map.of(), "all", tools.effectOf(kind), OPERATION_TIME);
        return new AtomicTool() {
            @Override
            public ToolDescriptor descriptor() {
                return descriptor;
            }

            @Override
            public Map<String, Object> run(ToolRun run) throws ToolFailure, InterruptedException {
                return standWith(new Call(kind, run));
            }
        };
    }

    /** Waits at the engine's door; can be told to stop until the engine has done it. */
    private synchronized Map<String, Object> standWith(Call call) throws ToolFailure, InterruptedException {
        calls.add(call);
        while (!call.returned) {
            standstill.waitsAt(Place.ENGINE);
            try {
                wait();
            } catch (InterruptedException e) {
                if (call.outcome == null) {
                    calls.remove(call);
                    throw e;
                }
            }
        }
        if (dead || call.outcome == null) {
            throw new ToolFailure(ErrorCode.INTERNAL, "killed");
        }
        if (call.outcome.isCompletedExceptionally() && call.outcome.exceptionNow() instanceof ToolFailure failure) {
            throw failure;
        }
        return Map.of();
    }

    /** What the tools are about to ask, or have asked: the first that has not returned. */
    synchronized @Nullable Kind next() {
        return calls.isEmpty() ? null : calls.element().kind;
    }

    synchronized OperationId nextOf() {
        return calls.element().run.operationId();
    }

    synchronized boolean isNextDone() {
        return !calls.isEmpty() && calls.element().outcome != null;
    }

    /** The engine does what it was asked first. */
    synchronized void perform() {
        perform(calls.element());
    }

    private void perform(Call call) {
        try {
            tools.act(call.kind, engine, call.run);
            call.outcome = CompletableFuture.completedFuture(null);
        } catch (ToolFailure e) {
            call.outcome = CompletableFuture.failedFuture(e);
        }
    }

    /** The tool learns what the engine did. */
    synchronized void returnNext() {
        var call = calls.remove();
        call.returned = true;
        standstill.wake(call.thread);
        notifyAll();
    }

    /**
     * Every tool goes on, in vain.
     *
     * @return the calls that arrive all the same, though their caller is dead
     */
    synchronized List<Runnable> die() {
        dead = true;
        var late = new ArrayList<Runnable>();
        calls.stream().filter(each -> each.outcome == null).forEach(each -> late.add(() -> perform(each)));
        calls.forEach(call -> call.returned = true);
        notifyAll();
        return late;
    }
}
