# shellcheck shell=bash
# Sourced by infrabot: one ./infrabot at a time changes what runs out of one INFRABOT_HOME. The lock is the kernel's, on
# file descriptor 8: it is gone with its holder, however that ended, so that there is no stale one.

# try_lock: whether descriptor 8 is ours now. Perl where there is no flock (macOS): the lock belongs to the open file,
# which outlives perl.
try_lock() {
    if command -v flock >/dev/null; then
        flock -n 8
    elif command -v perl >/dev/null; then
        # shellcheck disable=SC2016  # perl's variables
        perl -MFcntl=:flock -e 'open my $file, ">>&=", 8 or exit 2; flock($file, LOCK_EX | LOCK_NB) or exit 1'
    else
        die 3 "neither flock nor perl is here, and two at once would break the stack" "install one of them"
    fi
}

# alone WHAT: waits until no other ./infrabot changes this stack, and says for whom it waits.
alone() {
    local file=$INFRABOT_HOME/lock end holder
    [[ -z ${LOCKED:-} ]] || return 0
    mkdir -p "$INFRABOT_HOME"
    exec 8>>"$file"
    if ! try_lock; then
        holder=$(cat "$file")
        say "infrabot: waiting for ${holder:-another ./infrabot}, which changes the same stack ($INFRABOT_HOME)"
        end=$((SECONDS + ${INFRABOT_LOCK_SECONDS:-600}))
        until try_lock; do
            ((SECONDS < end)) || die 1 "$(cat "$file") still changes the stack in $INFRABOT_HOME" \
                "look for that process; INFRABOT_LOCK_SECONDS waits longer"
            sleep 0.2
        done
    fi
    echo "'./infrabot $1' (pid $$)" >"$file"
    LOCKED=1
}

# Lets others in.
not_alone() {
    [[ -n ${LOCKED:-} ]] || return 0
    : >"$INFRABOT_HOME/lock"
    exec 8>&-
    LOCKED=
}
