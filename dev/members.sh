# shellcheck shell=bash
# Sourced by infrabot: who belongs to the stack. Four members are standard; others are added, each with a small file of
# its own under INFRABOT_HOME/nodes that says what it is and where it listens, so that every later command knows it.

STANDARD=(broker session-1 docker-ops-1 tool-runner-1)

added_members() {
    local file
    for file in "$INFRABOT_HOME"/nodes/*; do
        [[ ! -f $file ]] || echo "${file##*/}"
    done
}

# Everybody, in the order in which they are started.
members() {
    printf '%s\n' "${STANDARD[@]}"
    added_members
}

is_standard() { [[ " ${STANDARD[*]} " == *" $1 "* ]]; }

is_member() { is_standard "$1" || [[ -f $INFRABOT_HOME/nodes/$1 ]]; }

# setting_of ID NAME: from an added member's file.
setting_of() { sed -n "s/^$2=//p" "$INFRABOT_HOME/nodes/$1"; }

# What ID is: broker, session, docker-ops or tool-runner.
kind_of() {
    if is_standard "$1"; then
        echo "${1%-1}"
    else
        setting_of "$1" kind
    fi
}

# Whether ID does the work: such members beat, and can be drained.
is_node() { [[ $(kind_of "$1") == docker-ops || $(kind_of "$1") == tool-runner ]]; }

# The services know the same defaults and the same variables.
port_of() {
    case $1 in
        broker) echo "${INFRABOT_BROKER_PORT:-9092}" ;;
        session-1) echo "${INFRABOT_SESSION_PORT:-8080}" ;;
        docker-ops-1) echo "${INFRABOT_DOCKER_OPS_PORT:-8081}" ;;
        tool-runner-1) echo "${INFRABOT_TOOL_RUNNER_PORT:-8082}" ;;
        *) setting_of "$1" port ;;
    esac
}

# Where a member is asked whether it is ready; the broker's second port is its controller's.
second_port_of() {
    case $1 in
        broker) echo "${INFRABOT_CONTROLLER_PORT:-9093}" ;;
        session-1) echo "${INFRABOT_SESSION_MANAGEMENT_PORT:-9090}" ;;
        docker-ops-1) echo "${INFRABOT_DOCKER_OPS_MANAGEMENT_PORT:-9190}" ;;
        tool-runner-1) echo "${INFRABOT_TOOL_RUNNER_MANAGEMENT_PORT:-9290}" ;;
        *) setting_of "$1" management ;;
    esac
}

# The first id of kind $1 that nobody has.
next_id() {
    local number=2
    while is_member "$1-$number"; do number=$((number + 1)); done
    echo "$1-$number"
}

# The first of two ports that are free and given to nobody.
next_ports() {
    local port=${INFRABOT_ADDED_PORTS:-8090} id given=' '
    for id in $(members); do given+="$(port_of "$id") $(second_port_of "$id") "; done
    while [[ $given == *" $port "* || $given == *" $((port + 1)) "* ]] || port_open "$port" || port_open $((port + 1)); do
        port=$((port + 2))
    done
    echo "$port"
}

# A session service that runs, to be asked; session-1 where none does.
a_session() {
    local id
    for id in $(members); do
        if [[ $(kind_of "$id") == session && -n $(pid_of "$id") ]]; then
            echo "$id"
            return
        fi
    done
    echo session-1
}

# engine_of ID MACHINES: the engine that ID operates: the machine's, another one by its address, or one of its own, which
# is started.
engine_of() {
    local engine='' line
    is_standard "$1" || engine=$(setting_of "$1" engine)
    case $engine in
        '') echo "$2" ;;
        own)
            line=$("$ROOT/dev/engine" own "$1-engine") || return
            line=${line#engine }
            echo "${line% *}"
            ;;
        *) echo "$engine" ;;
    esac
}

has_own_engine() { ! is_standard "$1" && [[ $(setting_of "$1" engine) == own ]]; }
