# shellcheck shell=bash
# Sourced by infrabot: what the benchmarks measure beside InfraBot, and what they need of the machine.

bench_helpers() {
    local missing=()
    command -v dockerd >/dev/null || missing+=(docker.io iptables)
    command -v ip >/dev/null || missing+=(iproute2)
    command -v redis-server >/dev/null || missing+=(redis-server)
    command -v npm >/dev/null || missing+=(nodejs npm)
    install_missing 'the benchmarks' "${missing[@]}"
    [[ " ${missing[*]} " != *" redis-server "* ]] || ! is_root_on_debian || tame redis-server
    install_peer bullmq
    install_peer dockerode
    # its server is a program for this processor only
    [[ $(uname -sm) != 'Linux x86_64' ]] || install_peer restate
    install_temporal
}

# install_temporal: its jars, as its pom says, go below INFRABOT_HOME; where they cannot, its row says so.
install_temporal() {
    local from=$ROOT/benchmarks/peers/temporal to=$INFRABOT_HOME/peers/temporal log=$INFRABOT_HOME/logs/peer-temporal.log
    if ! cmp -s "$from/pom.xml" "$to/installed.xml"; then
        rm -rf "$to"
        mkdir -p "$to" "$INFRABOT_HOME/logs"
        if "$ROOT/mvnw" -B -q -f "$from/pom.xml" org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies \
            -DoutputDirectory="$to/lib" >"$log" 2>&1; then
            cp "$from/pom.xml" "$to/installed.xml"
        else
            rm -rf "${to:?}/lib"
            say "infrabot: Maven could not fetch Temporal's test server, its row goes without it; see $log"
        fi
    fi
    cp "$from/Temporal.java" "$to/"
}

# install_peer NAME: its Node packages, as its lock file says, go below INFRABOT_HOME; where they cannot, its rows say so.
install_peer() {
    local from=$ROOT/benchmarks/peers/$1 to=$INFRABOT_HOME/peers/$1
    command -v npm >/dev/null || return 0
    if cmp -s "$from/package-lock.json" "$to/installed.json"; then
        cp "$from"/*.js "$to/"
        return
    fi
    rm -rf "$to"
    mkdir -p "$to" "$INFRABOT_HOME/logs"
    cp "$from"/*.js "$from"/*.json "$from/.npmrc" "$to/"
    # not 'ci', which insists on optional packages of every platform; no package's own script is run
    if (cd "$to" && npm install --no-save --ignore-scripts --omit=optional --omit=peer --no-audit --no-fund) \
        >"$INFRABOT_HOME/logs/npm-$1.log" 2>&1; then
        cp "$from/package-lock.json" "$to/installed.json"
    else
        rm -rf "$to/node_modules"
        say "infrabot: npm could not install $1, its rows go without it; see $INFRABOT_HOME/logs/npm-$1.log"
    fi
}
