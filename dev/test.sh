# shellcheck shell=bash
# Sourced by infrabot: what tests take beyond the stack. Where it cannot be had, they are skipped and say so.

test_helpers() {
    local missing=()
    mapfile -t missing < <(missing_for_faults)
    command -v kcat >/dev/null || missing+=(kcat)
    command -v jq >/dev/null || missing+=(jq)
    command -v node >/dev/null || missing+=(nodejs)
    command -v npm >/dev/null || missing+=(npm)
    docker compose version >/dev/null 2>&1 || command -v docker-compose >/dev/null || missing+=(docker-compose)
    install_missing 'the tests' "${missing[@]}"
}

# The stack's usual ports and 10000.
test_ports() {
    local kind cell
    for kind in "${KINDS[@]}"; do
        for cell in "${ROW[$kind/port]}" "${ROW[$kind/second]}"; do export "${cell%%=*}=$((${cell#*=} + 10000))"; done
    done
}

# What faults of networks and clocks take.
chaos_helpers() {
    local missing=()
    mapfile -t missing < <(missing_for_faults)
    install_missing 'the faults' "${missing[@]}"
}

missing_for_faults() {
    command -v iptables >/dev/null || echo iptables
    command -v ip >/dev/null || echo iproute2
    compgen -G '/usr/lib/*/faketime/libfaketime.so.1' >/dev/null || echo libfaketime
}

# The images that containers begin with. Where they had to be built here, Testcontainers' own helpers cannot be had
# either: it is told to do without.
test_images() {
    local code=0 said
    said=$(DOCKER_HOST=$ENGINE "$ROOT/dev/offline-images" --pull) || code=$?
    if ((code)); then
        say "infrabot: no base images here; the tests that need them say so"
        return
    fi
    while read -r said; do say "ok $said"; done <<<"$said"
    # where Testcontainers would not look by itself
    [[ $ENGINE == unix:///var/run/docker.sock ]] || export DOCKER_HOST=$ENGINE
    if DOCKER_HOST=$ENGINE "$ROOT/dev/offline-images" --are-ours; then
        export TESTCONTAINERS_RYUK_DISABLED=true TESTCONTAINERS_CHECKS_DISABLE=true
        export TESTCONTAINERS_HOST_OVERRIDE=${TESTCONTAINERS_HOST_OVERRIDE:-127.0.0.1}
    fi
}
