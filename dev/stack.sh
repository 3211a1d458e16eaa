# shellcheck shell=bash
# Sourced by infrabot: how each member of the stack is started, and when it is ready.

# One small machine carries all of it: little heap, the collector without threads of its own, short object headers;
# out of memory ends the process, so that another node takes over instead of a half-dead one holding on.
COMMON_OPTIONS=(-XX:+UseSerialGC -XX:+UseCompactObjectHeaders -XX:+ExitOnOutOfMemoryError
    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)

heap_of() { echo "${ROW[$(kind_of "$1")/heap]}"; }

# The word on the command line of part $1 by which it is known again, whatever became of its pid file.
word_of() { echo "-Dinfrabot.part=$1@$INFRABOT_HOME"; }

# Every process of this INFRABOT_HOME that has such a word, as PID ID.
marked() {
    local pid word
    if [[ -d /proc/self ]]; then
        grep -sazH '^-Dinfrabot\.part=' /proc/[0-9]*/cmdline | tr '\0' '\n' \
            | sed -n 's|^/proc/\([0-9]*\)/cmdline:-Dinfrabot\.part=|\1 |p' || true
    else
        ps -axww -o pid=,args= | sed -n 's/^ *\([0-9]*\) .* -Dinfrabot\.part=\([^ ]*\).*/\1 \2/p'
    fi | while read -r pid word; do
        [[ $word != *"@$INFRABOT_HOME" ]] || echo "$pid ${word%"@$INFRABOT_HOME"}"
    done
}

# A part that runs without a pid file gets one: whoever started it was killed, or the file was removed.
adopt() {
    local pid id
    while read -r pid id; do
        if [[ -z $(pid_of "$id") ]] && is_member "$id"; then
            note "$id" "$pid" "$(word_of "$id")"
            say "infrabot: $id ran without a pid file (pid $pid)"
        fi
    done < <(marked)
}

# Whatever else of ours still runs: a second one of a part, one that is no part any more, a training that was cut off.
halt_rest() {
    local pid id
    while read -r pid id; do end_process "$id" "$pid"; done < <(
        marked
        INFRABOT_HOME=$INFRABOT_HOME/training
        marked
    )
}

running_parts() {
    local id
    for id in $(members); do
        [[ -z $(pid_of "$id") ]] || echo "$id"
    done
}

require_free_ports() {
    local id=$1 port
    for port in "$(port_of "$id")" "$(second_port_of "$id")"; do
        ! port_open "$port" || die 3 "port $port, which $id needs, is taken by $(port_holder "$port")" \
            "stop it, or choose other ports: INFRABOT_<NAME>_PORT, see './infrabot up --help'"
    done
}

# start_part ID: in the background; await_ready says when it is ready.
start_part() {
    local id=$1 kind app options label word
    kind=$(kind_of "$id")
    app=$(app_dir)/${ROW[$kind/module]}
    read -r -a options <<<"$(heap_of "$id")"
    word=$(word_of "$id")
    options+=("$word" "${COMMON_OPTIONS[@]}" "$(aot_option "$kind")")
    # fewer pools of native memory: at most two threads run at once on a small machine
    export MALLOC_ARENA_MAX=${MALLOC_ARENA_MAX:-2}
    export INFRABOT_DATA_DIR=$INFRABOT_HOME/data/$id INFRABOT_NODE_ID=$id
    # our own broker allows less than the 6 s that others insist on
    export INFRABOT_SESSION_GROUP_TIMEOUT=${INFRABOT_SESSION_GROUP_TIMEOUT:-2500}
    KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:$(port_of broker)
    export KAFKA_BOOTSTRAP_SERVERS
    mkdir -p "$INFRABOT_DATA_DIR"
    case $kind in
        broker)
            launch broker "$word" "$JAVA_HOME/bin/java" "${options[@]}" \
                -cp "$(echo "$app"/*.jar):$app/lib/*" "${ROW[$kind/main]}" --data "$INFRABOT_DATA_DIR" \
                --port "$(port_of broker)" --controller-port "$(second_port_of broker)"
            return
            ;;
        docker-ops)
            DOCKER_HOST=$(engine_of "$id" "${ENGINE:-}")
            export DOCKER_HOST
            ;;
    esac
    if ! is_standard "$id"; then
        while read -r label; do
            options+=("-Dinfrabot.node.labels.\"${label%%=*}\"=${label#*=}")
        done < <(setting_of "$id" label)
    fi
    launch "$id" "$word" env "${ROW[$kind/port]%%=*}=$(port_of "$id")" "${ROW[$kind/second]%%=*}=$(second_port_of "$id")" \
        "$JAVA_HOME/bin/java" "${options[@]}" -jar "$app/quarkus-run.jar"
}

is_ready() {
    if [[ $1 == broker ]]; then
        port_open "$(port_of broker)"
    else
        [[ $(http_status "127.0.0.1:$(second_port_of "$1")" /q/health/ready) == 200 ]]
    fi
}

is_draining() {
    local answer
    is_node "$1" || return
    answer=$(http_answer "127.0.0.1:$(second_port_of "$1")" /q/health/ready)
    [[ $answer =~ \"draining\":\ *true ]]
}

# Whether the stack takes calls.
is_up() { [[ -n $(app_dir) && -n $(pid_of "$(a_session)") ]] && is_ready "$(a_session)"; }

# await_ready ID STARTED_MS: says nothing when it is ready; its log's end and exit 1 when it stops or takes too long.
await_ready() {
    local id=$1 limit=${INFRABOT_START_SECONDS:-120} log=$INFRABOT_HOME/logs/$1.log
    until is_ready "$id"; do
        [[ ! -t 2 ]] || printf '\rwaiting for %s… %s ' "$id" "$(since "$2")" >&2
        if [[ -z $(pid_of "$id") ]]; then
            tail_log "$log"
            die 1 "$id stopped while it was starting" "its whole log: ./infrabot logs $id"
        fi
        if (($(now_ms) - $2 > limit * 1000)); then
            tail_log "$log"
            die 1 "$id is not ready after $limit s" "its whole log: ./infrabot logs $id; INFRABOT_START_SECONDS waits longer"
        fi
        sleep 0.2
    done
    [[ ! -t 2 ]] || printf '\r\033[K' >&2
}

await_started() {
    await_ready "$1" "$2"
    echo "ok $1 127.0.0.1:$(port_of "$1") $(since "$2")"
}

# uptime_of ID NONE [UNIT]: the age in seconds of a running part (its pid file is as old as it is), else NONE.
uptime_of() {
    local file
    file=$(pid_file "$1")
    if [[ -z $(pid_of "$1") ]]; then
        echo "$2"
    else
        echo "$(($(date +%s) - $(stat -c %Y "$file" 2>/dev/null || stat -f %m "$file")))${3:-}"
    fi
}

state_of() {
    if [[ -z $(pid_of "$1") ]]; then
        if [[ -f $(pid_file "$1") ]]; then echo dead; else echo stopped; fi
    elif is_ready "$1"; then
        echo ready
    elif is_draining "$1"; then
        echo draining
    else
        echo starting
    fi
}

# Whether a part died: it was started, was not stopped, and does not run.
any_dead() {
    local id
    for id in $(members); do
        [[ $(state_of "$id") != dead ]] || return 0
    done
    return 1
}

print_table() {
    local id pid
    printf '%-14s %8s  %-9s %5s  %s\n' ID PID STATE PORT UPTIME
    for id in $(members); do
        pid=$(pid_of "$id")
        printf '%-14s %8s  %-9s %5s  %s\n' "$id" "${pid:--}" "$(state_of "$id")" "$(port_of "$id")" \
            "$(uptime_of "$id" - s)"
    done
}

print_json() {
    local id pid comma=''
    printf '{"parts":['
    for id in $(members); do
        pid=$(pid_of "$id")
        printf '%s{"id":"%s","pid":%s,"state":"%s","port":%s,"uptimeSeconds":%s}' "$comma" "$id" "${pid:-null}" \
            "$(state_of "$id")" "$(port_of "$id")" "$(uptime_of "$id" null)"
        comma=,
    done
    printf ']}\n'
}
