# shellcheck shell=bash
# Sourced by infrabot: who belongs to the stack. One member of each kind in dev/members.tsv is standard; others are added,
# each with a small file of its own under INFRABOT_HOME/nodes that says what it is and where it listens, so that every
# later command knows it.

# The kinds and the standard members in the order of their start, and each cell by KIND/COLUMN.
KINDS=() STANDARD=()
declare -A ROW

read_members() {
    local kind node port second main heap module
    while IFS=$'\t' read -r kind node port second main heap module; do
        [[ -n $kind && $kind != \#* && $kind != kind ]] || continue
        KINDS+=("$kind")
        ROW[$kind/node]=$node ROW[$kind/port]=$port ROW[$kind/second]=$second
        ROW[$kind/main]=$main ROW[$kind/heap]=$heap ROW[$kind/module]=$module
        # one broker is all there is here, so that it needs no number
        if is_service "$kind"; then STANDARD+=("$kind-1"); else STANDARD+=("$kind"); fi
    done <"$ROOT/dev/members.tsv"
}

# Whether kind $1 is a service: more of them can be added.
is_service() { [[ ${ROW[$1/main]:-} == - ]]; }

is_node_kind() { [[ ${ROW[$1/node]:-} == yes ]]; }

# What can be added, the nodes first.
addable() {
    local kind others=()
    for kind in "${KINDS[@]}"; do
        if is_node_kind "$kind"; then
            echo "$kind"
        elif is_service "$kind"; then
            others+=("$kind")
        fi
    done
    printf '%s\n' "${others[@]}"
}

# addable_in BETWEEN: in one line.
addable_in() {
    local words
    words=$(addable)
    echo "${words//$'\n'/$1}"
}

# What a cell such as INFRABOT_SESSION_PORT=8080 comes to here.
set_in() {
    local name=${1%%=*}
    echo "${!name:-${1#*=}}"
}

# ports_from FIRST: every port of a standard member becomes the next free one, for a stack beside another.
ports_from() {
    local kind cell port=$1
    for kind in "${KINDS[@]}"; do
        for cell in "${ROW[$kind/port]}" "${ROW[$kind/second]}"; do
            while port_open "$port"; do port=$((port + 1)); done
            export "${cell%%=*}=$port"
            port=$((port + 1))
        done
    done
}

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

# What ID is: the kind of a row.
kind_of() {
    if is_standard "$1"; then
        echo "${1%-1}"
    else
        setting_of "$1" kind
    fi
}

# Whether ID does the work: such members beat, and can be drained.
is_node() { is_node_kind "$(kind_of "$1")"; }

# The services know the same defaults and the same variables.
port_of() {
    if is_standard "$1"; then
        set_in "${ROW[${1%-1}/port]}"
    else
        setting_of "$1" port
    fi
}

# Where a member is asked whether it is ready; the broker's second port is its controller's.
second_port_of() {
    if is_standard "$1"; then
        set_in "${ROW[${1%-1}/second]}"
    else
        setting_of "$1" management
    fi
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

read_members
