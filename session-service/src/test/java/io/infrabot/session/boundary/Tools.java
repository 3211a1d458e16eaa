package io.infrabot.session.boundary;

import io.infrabot.events.ErrorCode;
import io.infrabot.tools.Effect;
import io.infrabot.tools.ToolFailure;
import io.infrabot.tools.ToolRun;

/** What the nodes' tools do with the engine, and what they say of themselves. Tests put careless ones in its place. */
interface Tools {

    /** Does what {@code kind} stands for. */
    void act(Kind kind, CountingEngine engine, ToolRun run) throws ToolFailure;

    /** What the tool says may be done again. */
    default Effect effectOf(Kind kind) {
        return kind.effect();
    }

    /** Tools that keep the rules: the guarded one looks for its label where an earlier attempt may have been. */
    static Tools honest() {
        return (kind, engine, run) -> {
            switch (kind) {
                case REPEATABLE -> engine.tag(run);
                case ONCE -> engine.exec(run);
                case GUARDED -> create(engine, run);
            }
        };
    }

    private static void create(CountingEngine engine, ToolRun run) throws ToolFailure {
        if (run.reconcile() && engine.hasObjectOf(run.operationId())) {
            return;
        }
        if (!engine.create(run)) {
            // the first attempt cannot be in its own way: somebody else has the name
            throw new ToolFailure(ErrorCode.REQUEST_INVALID, "the name is taken");
        }
    }
}
