# shellcheck shell=bash
# Sourced by infrabot: what it says about itself.

# help_for COMMAND: prints its help, or fails where the Java client has the words (or nobody).
help_for() {
    case $1 in
        '' | help) cat <<'END' ;;
InfraBot on this machine.

  ./infrabot demo                      everything from nothing: engine, stack, and a tour that checks itself
  ./infrabot up [PART…]                start what is missing
  ./infrabot down [--all] [--purge]    stop
  ./infrabot status [--json]           what runs
  ./infrabot logs [-f] [ID]            what it says
  ./infrabot test                      build and test everything, beside a running stack

  ./infrabot run TYPE ARG… [--session ID]   ask for an operation and watch it
  ./infrabot watch OPERATION                watch it until it ends
  ./infrabot sessions                       list sessions
  ./infrabot operations [SESSION]           list operations
  ./infrabot cancel OPERATION               cancel one
  ./infrabot node list                      list the nodes that do the work

Each takes --help. Exit: 0 ok, 1 failed, 2 usage, 3 something is missing on this machine.
END
        up) cat <<'END' ;;
usage: ./infrabot up [--yes] [PART…]      parts: broker session-1 docker-ops-1 tool-runner-1 (all)

Finds a container engine (INFRABOT_ENGINE, DOCKER_HOST, the usual sockets) and a registry (INFRABOT_REGISTRY,
127.0.0.1:5000); as root on Debian or Ubuntu installs and starts them where there are none, and asks first (--yes
answers). Builds when sources changed. Starts only what does not run yet.

  INFRABOT_HOME                 where data, logs and pids go (.infrabot)
  INFRABOT_BROKER_PORT          9092    INFRABOT_CONTROLLER_PORT              9093
  INFRABOT_SESSION_PORT         8080    INFRABOT_SESSION_MANAGEMENT_PORT      9090
  INFRABOT_DOCKER_OPS_PORT      8081    INFRABOT_DOCKER_OPS_MANAGEMENT_PORT   9190
  INFRABOT_TOOL_RUNNER_PORT     8082    INFRABOT_TOOL_RUNNER_MANAGEMENT_PORT  9290
  INFRABOT_REGISTRY_PORT        5000    INFRABOT_MIN_DISK_MB                  3000
  INFRABOT_BUILD_ROOTS          folders that image builds may read, comma between them
  INFRABOT_START_SECONDS        how long a part may take to start (120)
END
        demo) cat <<'END' ;;
usage: ./infrabot demo [--yes]

As 'up', then: a session, an image built, pushed, removed, pulled back and tagged, and the host's facts, each checked
in the engine and in the registry. The stack stays up; './infrabot down' stops it.
END
        down) cat <<'END' ;;
usage: ./infrabot down [--all] [--purge] [--yes]

Stops what 'up' started here, in reverse order: TERM, and after 20 s KILL.
  --all     also the engine and the registry, if this checkout started them (other checkouts may use them)
  --purge   also removes all sessions and their history (asks at a terminal, --yes answers)
END
        status) cat <<'END' ;;
usage: ./infrabot status [--json]

The parts of the stack; and where the session service is ready, its health and its nodes.
END
        logs) cat <<'END' ;;
usage: ./infrabot logs [-f] [ID]          ID: a part, or dockerd, registry, build

The last 100 lines of one log, or of every part's; -f goes on with what comes.
END
        test) cat <<'END' ;;
usage: ./infrabot test [--yes] [MAVEN ARGUMENT…]

Prepares engine and registry as 'up' does, then runs './mvnw verify' with ports and a folder of its own.
The exit code is Maven's. Nothing stays but the engine and the registry, which are shared.
END
        *) return 1 ;;
    esac
}
