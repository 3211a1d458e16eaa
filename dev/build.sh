# shellcheck shell=bash
# Sourced by infrabot: builds when sources changed, and runs from a copy, so that a later build (or
# './infrabot test' beside a running stack) never changes files under a running process.

# Programs that belong to no member.
TOOLS=(cli chaos benchmarks)

# One word for everything that goes into the programs: two equal words, two equal builds.
source_stamp() {
    (
        cd "$ROOT" || exit
        find pom.xml .mvn docs/openapi.yaml dev/members.tsv ./*/pom.xml ./*/src/main -type f -print0 | LC_ALL=C sort -z \
            | xargs -0 sha256sum | sha256sum | cut -c 1-12
    )
}

# The folder of programs that is current; empty before the first build.
app_dir() {
    local stamp
    stamp=$(cat "$INFRABOT_HOME/build.stamp" 2>/dev/null) || return 0
    [[ ! -d $INFRABOT_HOME/app/$stamp ]] || echo "$INFRABOT_HOME/app/$stamp"
}

build_if_changed() {
    local stamp log=$INFRABOT_HOME/logs/build.log started kind modules
    stamp=$(source_stamp)
    if [[ -n $(app_dir) && $(app_dir) == */$stamp ]]; then
        return
    fi
    mkdir -p "$INFRABOT_HOME/logs"
    started=$(now_ms)
    modules=("${TOOLS[@]}")
    for kind in "${KINDS[@]}"; do modules+=("${ROW[$kind/module]}"); done
    say "building (the first time takes minutes), log in $log"
    (cd "$ROOT" && exec ./mvnw -q -B package -DskipTests -Dspotless.check.skip=true -Dcheckstyle.skip=true -am \
        -pl "$(IFS=,; echo "${modules[*]}")") </dev/null >"$log" 2>&1 &
    watch_build $! "$started" || {
        tail_log "$log" 30
        die 1 "the build failed" "the whole log: $log"
    }
    keep_build "$stamp"
    echo "ok build $(since "$started")"
}

watch_build() {
    local turn=0
    while kill -0 "$1" 2>/dev/null; do
        sleep 0.5
        turn=$((turn + 1))
        if [[ -t 2 ]]; then
            printf '\rbuilding… %s ' "$(since "$2")" >&2
        elif ((turn % 60 == 0)); then
            say "building… $(since "$2")"
        fi
    done
    [[ ! -t 2 ]] || printf '\r\033[K' >&2
    wait "$1"
}

keep_build() {
    local new=$INFRABOT_HOME/app/$1 kind module
    rm -rf "$new"
    mkdir -p "$new"
    for kind in "${KINDS[@]}"; do
        module=${ROW[$kind/module]}
        if is_service "$kind"; then
            cp -R "$ROOT/$module/target/quarkus-app" "$new/$module"
        else
            keep_program "$new/$module" "$ROOT/$module/target/$module"-*.jar
        fi
    done
    for module in "${TOOLS[@]}"; do
        keep_program "$new/$module" "$ROOT/$module/target/$module.jar"
    done
    echo "$1" >"$INFRABOT_HOME/build.stamp"
    # older copies go, unless something still runs from them
    [[ -n $(running_parts) ]] || find "$INFRABOT_HOME/app" -mindepth 1 -maxdepth 1 ! -name "$1" -exec rm -rf {} +
}

# keep_program FOLDER JAR…: with what lies in lib beside it.
keep_program() {
    local folder=$1
    shift
    mkdir -p "$folder"
    cp -R "$@" "${1%/*}/lib" "$folder/"
}

# The Java client; ./infrabot knows the port, so its user need not.
cli() {
    local app
    app=$(app_dir)
    [[ -n $app ]] || die 3 "nothing is built yet" "./infrabot up"
    export INFRABOT_URL=${INFRABOT_URL:-http://127.0.0.1:$(port_of "$(a_session)")}
    # a short life: the quick compiler is enough
    "$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 "$(aot_option cli)" --enable-native-access=ALL-UNNAMED \
        -cp "$app/cli/cli.jar:$app/cli/lib/*" io.infrabot.cli.Main "$@"
}
