package io.infrabot.testkit.world;

/**
 * A process of the world, such as {@code session-2}.
 *
 * @param number from 1
 */
public record Member(Kind kind, int number) {

    /** What a process does. */
    public enum Kind {
        BROKER("broker", "INFRABOT_BROKER_PORT", "INFRABOT_CONTROLLER_PORT"),
        SESSION("session", "INFRABOT_SESSION_PORT", "INFRABOT_SESSION_MANAGEMENT_PORT"),
        DOCKER_OPS("docker-ops", "INFRABOT_DOCKER_OPS_PORT", "INFRABOT_DOCKER_OPS_MANAGEMENT_PORT"),
        TOOL_RUNNER("tool-runner", "INFRABOT_TOOL_RUNNER_PORT", "INFRABOT_TOOL_RUNNER_MANAGEMENT_PORT");

        private final String word;
        private final String portVariable;
        private final String secondPortVariable;

        Kind(String word, String portVariable, String secondPortVariable) {
            this.word = word;
            this.portVariable = portVariable;
            this.secondPortVariable = secondPortVariable;
        }

        /** As in the names of modules and nodes. */
        public String word() {
            return word;
        }

        /** Whether its members execute operations, and beat. */
        public boolean isNode() {
            return this == DOCKER_OPS || this == TOOL_RUNNER;
        }

        String portVariable() {
            return portVariable;
        }

        String secondPortVariable() {
            return secondPortVariable;
        }
    }

    public Member {
        if (number < 1) {
            throw new IllegalArgumentException("members are counted from 1, not from " + number);
        }
    }

    public static Member broker(int number) {
        return new Member(Kind.BROKER, number);
    }

    public static Member session(int number) {
        return new Member(Kind.SESSION, number);
    }

    public static Member dockerOps(int number) {
        return new Member(Kind.DOCKER_OPS, number);
    }

    public static Member toolRunner(int number) {
        return new Member(Kind.TOOL_RUNNER, number);
    }

    /** As in the list of nodes and in the names of logs. */
    public String id() {
        return kind.word() + "-" + number;
    }

    @Override
    public String toString() {
        return id();
    }
}
