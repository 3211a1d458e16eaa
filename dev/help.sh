# shellcheck shell=bash
# Sourced by infrabot: what it says about itself.

# has_help COMMAND: whether its words are here; else the Java client has them, or nobody.
has_help() {
    case $1 in
        '' | help | up | demo | down | status | logs | node | test | chaos | bench) ;;
        *) return 1 ;;
    esac
}

# The variables of each member's two ports, with their defaults.
help_ports() {
    local kind port second
    for kind in "${KINDS[@]}"; do
        port=${ROW[$kind/port]} second=${ROW[$kind/second]}
        printf '  %-29s %-7s %-37s %s\n' "${port%%=*}" "${port#*=}" "${second%%=*}" "${second#*=}"
    done
}

# help_for COMMAND: prints its help.
help_for() {
    case $1 in
        '' | help) cat <<END ;;
InfraBot on this machine.

  ./infrabot demo                      everything from nothing: engine, stack, and a tour that checks itself
  ./infrabot up [PART…]                start what is missing
  ./infrabot down [--all] [--purge]    stop
  ./infrabot status [--json]           what runs
  ./infrabot logs [-f] [ID]            what it says
  ./infrabot test                      build and test everything, beside a running stack
  ./infrabot chaos                     break a stack of its own while it works, and judge what is left
  ./infrabot bench                     measure stacks of its own beside limits and peers

  ./infrabot run TYPE ARG… [--session ID]   ask for an operation and watch it
  ./infrabot watch OPERATION                watch it until it ends
  ./infrabot sessions                       list sessions
  ./infrabot operations [SESSION]           list operations
  ./infrabot cancel OPERATION               cancel one
  ./infrabot node list                      list the nodes that do the work
  ./infrabot node add KIND                  one more of a kind: $(addable_in ', ')
  ./infrabot node remove ID                 let it finish what it runs, then stop it
  ./infrabot node forget ID                 take a node that is gone off the list
  ./infrabot --version                      which InfraBot this is

Each takes --help. Exit: 0 ok, 1 failed, 2 usage, 3 something is missing on this machine.
END
        up) cat <<END ;;
usage: ./infrabot up [--yes] [PART…]      parts: ${STANDARD[*]} (all of these)

What 'node add' added is a part too, but starts only where it is named: ./infrabot up docker-ops-2.

Finds a container engine (INFRABOT_ENGINE, DOCKER_HOST, the usual sockets) and a registry (INFRABOT_REGISTRY,
127.0.0.1:5000); as root on Debian or Ubuntu installs and starts them where there are none, and asks first (--yes
answers). Builds when sources changed. Starts only what does not run yet.

  INFRABOT_HOME                 where data, logs and pids go (.infrabot)
$(help_ports)
  INFRABOT_REGISTRY_PORT        5000    INFRABOT_MIN_DISK_MB                  3000
  INFRABOT_ADDED_PORTS          8090, where 'node add' begins to look for two free ports
  INFRABOT_SESSION_GROUP_TIMEOUT  2500 ms until a session service that died is replaced by another
  INFRABOT_BUILD_ROOTS          folders that image builds may read, comma between them
  INFRABOT_START_SECONDS        how long a part may take to start (120)
  INFRABOT_LOCK_SECONDS         how long to wait for another './infrabot' that changes the same stack (600)
  INFRABOT_AOT                  off: no training run after a build, and slower starts
END
        demo) cat <<'END' ;;
usage: ./infrabot demo [--yes]

As 'up', then: a session, an image built, pushed, removed, pulled back and tagged, and the host's facts, each checked
in the engine and in the registry. The stack stays up; './infrabot down' stops it.
END
        down) cat <<'END' ;;
usage: ./infrabot down [--all] [--purge] [--yes]

Stops what 'up' and 'node add' started here, in reverse order: TERM, and after 20 s KILL; also what runs without a pid
file. What was added stays known.
  --all     also the engine and the registry, if this checkout started them (other checkouts may use them), and the
            engines of nodes that have their own
  --purge   also removes all sessions and their history, and what was added (asks at a terminal, --yes answers)
END
        status) cat <<'END' ;;
usage: ./infrabot status [--json]

The parts of the stack (ready, starting, draining, stopped, dead); and where the session service is ready, its health
and its nodes. Exit: 1 where a part is dead or the session service is not well.
END
        logs) cat <<'END' ;;
usage: ./infrabot logs [-f] [ID]          ID: a part, or dockerd, registry, build

The last 100 lines of one log, or of every part's; -f goes on with what comes.
END
        node) cat <<END ;;
usage: ./infrabot node add $(addable_in '|') [--id ID] [--engine URL|own] [--label K=V]…
       ./infrabot node remove ID [--now]
       ./infrabot node list [--json]
       ./infrabot node drain ID | await ID | forget ID

add     Starts one more while the stack is up and returns when it is ready and, a node, alive to the session service. It
        gets the next number and the next two free ports, and keeps them: 'status', 'logs' and 'down' know it, 'up ID'
        starts it again, plain 'up' does not.
        --engine URL   unix:///path or tcp://host:port; it must answer now
        --engine own   a container engine of its own, with its own images, beside the machine's (root only; its
                       containers reach no network outside this machine); it goes when the node is removed
        --label K=V    what 'target' may ask for; as often as you like
remove  A node takes nothing new, gives back what waits, finishes what it runs however long that takes, and is gone. A
        session service hands over and is gone. --now does not wait: TERM, and ten seconds for what runs. A node that
        died is forgotten.
list    Who does the work: status, engine, runs, labels; and what can be done about those that are gone.
drain   As remove, for a node that was not started here. await returns when a node is alive.
forget  Takes a node off the list that is LOST or LEFT and will not return. One that lives after all is there again.
END
        test) cat <<'END' ;;
usage: ./infrabot test [--yes] [MAVEN ARGUMENT…]

Prepares engine and registry as 'up' does, and compose with its base images (pulled, or made by dev/offline-images); then
runs './mvnw verify' with ports and a folder of its own.
The exit code is Maven's. Nothing stays but the engine with the base images, and the registry; they are shared.
END
        chaos) cat <<'END' ;;
usage: ./infrabot chaos [--yes] [--seed N] [--minutes M] [--fault F09,F20] [--kills N] [--json FILE] [--list]
       ./infrabot chaos --boundaries RUNS [--seed N]
       ./infrabot chaos --fuzz [--minutes M] [--seed N]

Starts a stack of its own, two of each service, on its own ports and in its own folder; asks it for work without end,
and injects faults one after another, in an order drawn from the seed, until the minutes (10) are over. Then it heals
the stack, lets it drain, and compares the whole history with what clients, readers, the engine and a counter saw.
Prints each fault, each anomaly by its name, and how long it took to detect, fail over, recover and drain.
  --fault   only these, each once, however long it takes
  --kills   instead: kills each service N times, and prints max and p95
  --boundaries  instead, without a stack: so many runs of the real writer and two nodes in one process, on an engine
            that counts, each with a kill before or after a fact, an effect or a report
  --fuzz    instead: generated calls and records, half of them valid, for the minutes; then what was accepted must be there
            and end, nothing may have leaked, and a restart must fold the same
  --list    lists the faults, and which cannot be injected here; some need root
Exit: 0 no anomaly and every expectation met, 1 otherwise; the logs stay in .infrabot/chaos then. Goals of speed that
were missed are listed, and change nothing about that: on a busy machine they say more of the machine.
END
        bench) cat <<'END' ;;
usage: ./infrabot bench [--yes] [NAME…] [--rounds N] [--seconds N] [--warm-up N] [--quick] [--json FILE]
                        [--jfr FOLDER] [--list]

Measures, one benchmark after another, each on a stack of its own on its own ports, and each beside a limit or a peer
that takes turns with it. Prints a table in Markdown, with machine, load and a control, and whether targets were hit.
  NAME      only these; --list lists them
  --rounds  how many turns each side has (5); --seconds  how long one is (10); --warm-up  the one before the first (10)
  --quick   2 rounds of 2 s: shows that it works, and measures nothing
  --json    where the same goes as JSON (.infrabot/bench.json)
  --jfr     a folder for flight recordings of the services, one a process
Rows with a container engine start one of their own with its data in memory, which only root can; else they say
'not comparable'. What the figures mean: docs/PERFORMANCE.md.
Exit: 0 measured, whether targets were hit or not; 1 something failed.
END
    esac
}
