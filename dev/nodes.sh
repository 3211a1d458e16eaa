# shellcheck shell=bash
# Sourced by infrabot: members that are added and removed while the stack is up.

# Words that name a log or a pid file of something else.
RESERVED=' broker registry build dockerd test '

cmd_node() {
    local command=${1:-}
    (($# == 0)) || shift
    case $command in
        add | remove) "node_$command" "$@" ;;
        list | drain | await | forget | -*)
            jdk
            cli node "$command" "$@"
            ;;
        *) misused node "node what? (add, remove, list, drain, await, forget)" ;;
    esac
}

node_add() {
    local kind=${1:-} id='' engine='' labels=() started
    is_service "$kind" || misused node "node add what? ($(addable_in ', '))"
    shift
    while (($#)); do
        case $1 in
            --id | --engine | --label) [[ -n ${2:-} ]] || misused node "$1 needs a value" ;;&
            --id) id=$2 ;;
            --engine) engine=$2 ;;
            --label) labels+=("$2") ;;
            *) misused node "unknown option $1" ;;
        esac
        shift 2
    done
    [[ -z $engine || $kind == docker-ops ]] || misused node "only a docker-ops node has an engine"
    ((${#labels[@]} == 0)) || is_node_kind "$kind" || misused node "a $kind service has no labels"
    check_labels "${labels[@]}"
    check_engine "$engine"
    [[ -z $id ]] || check_new_id "$id"
    alone 'node add'
    adopt
    id=${id:-$(next_id "$kind")}
    # another one may have taken it meanwhile
    check_new_id "$id"
    is_up || die 3 "the stack is not up" "./infrabot up"
    jdk
    [[ $kind != docker-ops || -n $engine ]] || find_engine
    [[ $engine != *://* ]] || answers "$engine" || die 1 "no container engine answers at $engine" \
        "start it, or name one that runs: unix:///path/docker.sock or tcp://host:port"
    started=$(now_ms)
    remember "$id" "$kind" "$engine" "${labels[@]}"
    # shellcheck disable=SC2064  # the id of now
    trap "give_up $id" EXIT
    start_part "$id"
    await_ready "$id" "$started"
    ! is_node "$id" || cli node await "$id"
    trap - EXIT
    echo "ok $id 127.0.0.1:$(port_of "$id") $(since "$started")"
}

# What does not come up is not there.
give_up() {
    halt "$1"
    forget_at_service "$1" || true
    forget_member "$1"
}

check_new_id() {
    [[ $1 =~ ^[a-z0-9][a-z0-9-]{0,39}$ && $RESERVED != *" $1 "* && $1 != *-engine ]] \
        || misused node "an id has small letters, digits and dashes, 40 at most, but is '$1'"
    ! is_member "$1" || misused node "there is $1 already; './infrabot up $1' starts it where it does not run"
}

# What docker-java can speak to.
check_engine() {
    [[ -z $1 || $1 == own || $1 =~ ^unix:///.+ || $1 =~ ^tcp://([A-Za-z0-9._-]+|\[[0-9a-fA-F:]+\]):[0-9]{1,5}$ ]] \
        || misused node "an engine is own, unix:///path or tcp://host:port, but is '$1'"
}

check_labels() {
    local label
    for label; do
        [[ $label =~ ^[A-Za-z0-9][A-Za-z0-9_./-]*=[A-Za-z0-9_./:-]*$ ]] || misused node "a label reads like zone=a, but is '$label'"
    done
}

remember() {
    local id=$1 kind=$2 engine=$3 port label
    shift 3
    port=$(next_ports)
    mkdir -p "$INFRABOT_HOME/nodes"
    {
        printf 'kind=%s\nport=%s\nmanagement=%s\nengine=%s\n' "$kind" "$port" "$((port + 1))" "$engine"
        for label; do printf 'label=%s\n' "$label"; done
    } >"$INFRABOT_HOME/nodes/$id"
}

# Everything that was kept of it; its log stays.
forget_member() {
    ! has_own_engine "$1" || "$ROOT/dev/engine" forget "$1-engine"
    rm -rf "$INFRABOT_HOME/nodes/$1" "$INFRABOT_HOME/data/$1"
}

node_remove() {
    local id='' now=0 started
    while (($#)); do
        case $1 in
            --now) now=1 ;;
            -*) misused node "unknown option $1" ;;
            *)
                [[ -z $id ]] || misused node "one at a time: $id or $1?"
                id=$1
                ;;
        esac
        shift
    done
    if [[ -z $id || $id == broker ]] || ! is_member "$id"; then
        misused node "remove which? ($(members | grep -vx broker | paste -sd ' ')); one that was not started here: node forget ID"
    fi
    started=$(now_ms)
    jdk
    if [[ -n $(pid_of "$id") ]] && ((now == 0)) && is_node "$id"; then
        # however long that takes, others may do something meanwhile
        cli node drain "$id"
        await_end "$id"
    fi
    alone 'node remove'
    halt "$id"
    forget_at_service "$id"
    is_standard "$id" || forget_member "$id"
    echo "ok removed $id $(since "$started")"
}

# A node that did not drain is still on the session service's list, and would be missed for ever.
forget_at_service() {
    is_node "$1" || return 0
    if is_up; then
        cli node forget "$1" --when-gone
    else
        say "infrabot: the stack is not up; if $1 is listed as LOST later: ./infrabot node forget $1"
    fi
}

# The process has said its last word; it ends by itself.
await_end() {
    local end=$((SECONDS + 20))
    while [[ -n $(pid_of "$1") ]] && ((SECONDS < end)); do sleep 0.1; done
}
