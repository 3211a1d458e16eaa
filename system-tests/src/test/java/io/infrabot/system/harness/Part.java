package io.infrabot.system.harness;

/** A process of the stack. */
public enum Part {
    BROKER("broker", "INFRABOT_BROKER_PORT", "INFRABOT_CONTROLLER_PORT"),
    SESSION("session-1", "INFRABOT_SESSION_PORT", "INFRABOT_SESSION_MANAGEMENT_PORT"),
    DOCKER_OPS("docker-ops-1", "INFRABOT_DOCKER_OPS_PORT", "INFRABOT_DOCKER_OPS_MANAGEMENT_PORT"),
    TOOL_RUNNER("tool-runner-1", "INFRABOT_TOOL_RUNNER_PORT", "INFRABOT_TOOL_RUNNER_MANAGEMENT_PORT");

    private final String id;
    private final String portVariable;
    private final String secondPortVariable;

    Part(String id, String portVariable, String secondPortVariable) {
        this.id = id;
        this.portVariable = portVariable;
        this.secondPortVariable = secondPortVariable;
    }

    /** As in the list of nodes and in the names of logs. */
    public String id() {
        return id;
    }

    String service() {
        return id.substring(0, id.lastIndexOf('-')) + "-service";
    }

    String portVariable() {
        return portVariable;
    }

    String secondPortVariable() {
        return secondPortVariable;
    }

    boolean isNode() {
        return this == DOCKER_OPS || this == TOOL_RUNNER;
    }
}
