# shellcheck shell=bash
# Sourced by dev/engine: further engines beside the machine's own, each with its own data, sockets, identity and bridge.
# A second dockerd on the default bridge would take docker0 away from the first, and one with packet filter rules of its
# own would rewrite the first one's: so it has neither. Its containers reach each other and this machine, nothing else.

# One word for this checkout's engine $1, short enough for a bridge (15 characters) and a socket's path (108).
own_word() { printf 'ib-%08x' "$(cksum <<<"$INFRABOT_HOME/$1" | cut -d ' ' -f 1)"; }

own_socket() { echo "/run/$(own_word "$1")/docker.sock"; }

own_data() { echo "$INFRABOT_HOME/engines/$1"; }

# own NAME: starts engine NAME where it does not run.
own() {
    local name=$1 word url data
    word=$(own_word "$name") url=unix://$(own_socket "$name") data=$(own_data "$name")
    if [[ -n $(pid_of "$name") ]] && answers "$url"; then
        echo "engine $url found"
        return
    fi
    [[ $EUID == 0 ]] || die 3 "only root can start another engine" "name one that runs: --engine unix:///path/docker.sock"
    command -v dockerd >/dev/null || die 3 "there is no dockerd on this machine" "./infrabot up installs one on Debian"
    command -v ip >/dev/null || die 3 "there is no 'ip' here, which makes a bridge for the engine" "apt-get install iproute2"
    need_disk "$INFRABOT_HOME" 500
    halt "$name"
    prepare_cgroups
    forget_dead_containerd "/run/$word/exec/containerd/containerd.pid"
    make_bridge "$word"
    mkdir -p "$data" "/run/$word/exec"
    own_identity "$data" >"$data/daemon.json"
    rm -f "/run/$word/docker.pid"
    launch "$name" '' dockerd --config-file "$data/daemon.json" -H "$url" --data-root "$data/data" \
        --exec-root "/run/$word/exec" --pidfile "/run/$word/docker.pid" --bridge "$word" --iptables=false \
        --ip-masq=false --insecure-registry 127.0.0.0/8
    if ! await_own "$name" "$url"; then
        tail_log "$INFRABOT_HOME/logs/$name.log"
        drop "$name"
        die 3 "the engine $name did not start" "its whole log: $INFRABOT_HOME/logs/$name.log"
    fi
    echo "engine $url started"
}

# Before version 23 an engine's id is that of a key which all engines of a machine share.
own_identity() {
    local version
    version=$(dockerd --version | sed -n 's/^[^0-9]*\([0-9]*\)\..*/\1/p')
    if ((${version:-99} < 23)); then
        printf '{"deprecated-key-path": "%s/key.json"}\n' "$1"
    else
        echo '{}'
    fi
}

make_bridge() {
    local net
    ip link show "$1" >/dev/null 2>&1 || ip link add "$1" type bridge
    if [[ -z $(ip -4 -o addr show dev "$1") ]]; then
        net=$((16#${1:9:2}))
        while ip -4 -o addr show | grep -q " 10\.214\.$net\."; do net=$(((net + 1) % 256)); done
        ip addr add "10.214.$net.1/24" dev "$1"
    fi
    ip link set "$1" up
}

await_own() {
    local end=$((SECONDS + 60))
    while ((SECONDS < end)) && [[ -n $(pid_of "$1") ]]; do
        answers "$2" && return 0
        sleep 0.2
    done
    return 1
}

# drop NAME: stops engine NAME and takes away its bridge. Its images stay for the next start.
drop() {
    local word
    word=$(own_word "$1")
    halt "$1"
    if [[ $EUID == 0 ]]; then
        ip link del "$word" 2>/dev/null || true
        rm -rf "/run/$word"
    fi
}

# forget NAME: as drop, and its images go too.
forget() {
    drop "$1"
    rm -rf "$(own_data "$1")"
}
