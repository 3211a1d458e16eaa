# shellcheck shell=bash
# Sourced by infrabot: one training run of the whole stack after each build. It leaves an AOT cache (JEP 483, 514, 515) for
# every program: the classes that a start loads, linked, and what the compiler learned. Programs work without; they
# only start slower.

# The JVM's option for a program: writes its cache during training, else reads it where there is one.
aot_option() {
    local cache
    cache=$(app_dir)/$1.aot
    if [[ -n ${TRAINING:-} ]]; then
        echo "-XX:AOTCacheOutput=$cache"
    elif [[ -s $cache ]]; then
        echo "-XX:AOTCache=$cache"
    else
        # what every JVM has anyhow: a shared archive of its own classes
        echo -Xshare:auto
    fi
}

train_if_new() {
    local app started log=$INFRABOT_HOME/logs/training.log
    app=$(app_dir)
    [[ ${INFRABOT_AOT:-on} != off && ! -f $app/trained ]] || return 0
    # once, whatever comes of it: a stack that cannot be trained here must not try at every start
    touch "$app/trained"
    started=$(now_ms)
    say "training, so that starts are quick (once after each build), log in $log"
    if (train "$app") </dev/null >"$log" 2>&1; then
        echo "ok training $(since "$started")"
    else
        rm -f "$app"/*.aot
        say "training failed: everything works, but starts slower; $log says why"
    fi
}

# In a subshell: a stack with ports and data of its own, for a moment.
train() {
    local id program=$1
    TRAINING=1
    # a cache is written after TERM, and takes its time
    export HALT_SECONDS=120
    # shellcheck disable=SC2317  # what is sourced calls them
    {
        app_dir() { echo "$program"; }
        added_members() { :; }
    }
    INFRABOT_HOME=$INFRABOT_HOME/training
    rm -rf "$INFRABOT_HOME"
    mkdir -p "$INFRABOT_HOME"
    ports_from 17000
    unset INFRABOT_URL
    trap 'for id in $(members | tac); do halt "$id"; done; rm -rf "$INFRABOT_HOME"' EXIT
    for id in "${STANDARD[@]}"; do
        start_part "$id"
        await_ready "$id" "$(now_ms)"
    done
    for _ in 1 2 3; do TRAINING='' cli run tool.noop; done
    TRAINING='' cli operations
    cli node list
}
