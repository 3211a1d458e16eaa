package io.infrabot.docker.image;

import io.infrabot.events.OperationId;
import io.infrabot.events.SessionId;
import io.infrabot.tools.ToolProgress;
import io.infrabot.tools.ToolRun;
import java.util.Map;

/** The first attempt of an operation that nobody watches or stops. */
record PlainRun(Map<String, Object> arguments) implements ToolRun {

    @Override
    public SessionId sessionId() {
        return new SessionId("0197a000-0000-7000-8000-000000000001");
    }

    @Override
    public OperationId operationId() {
        return new OperationId("0197a000-0000-7000-8000-000000000001.k3q7n2xw5abz");
    }

    @Override
    public String team() {
        return "team";
    }

    @Override
    public int attempt() {
        return 1;
    }

    @Override
    public boolean reconcile() {
        return false;
    }

    @Override
    public void progress(ToolProgress progress) {}

    @Override
    public void received(long bytes) {}

    @Override
    public void sent(long bytes) {}

    @Override
    public void onCancel(AutoCloseable hook) {}
}
