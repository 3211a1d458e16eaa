# shellcheck shell=bash
# Sourced by infrabot and dev/engine: words to the user, processes by pid file, ports, small HTTP questions.

# INFRABOT_HOME holds everything that this checkout writes outside target/.
INFRABOT_HOME=${INFRABOT_HOME:-$ROOT/.infrabot}
[[ $INFRABOT_HOME == /* ]] || INFRABOT_HOME=$PWD/$INFRABOT_HOME

# Words for the user. A device that takes none is no reason to stop half-way.
say() { printf '%s\n' "$*" >&2 || true; }

# die CODE SENTENCE [HINT]
die() {
    say "infrabot: $2"
    [[ -z ${3:-} ]] || say "hint: $3"
    exit "$1"
}

now_ms() {
    local micros=${EPOCHREALTIME:-$SECONDS.000000}
    echo $((10#${micros//[!0-9]/} / 1000))
}

# The seconds since now_ms gave $1, with one decimal.
since() {
    local ms=$(($(now_ms) - $1))
    echo "$((ms / 1000)).$((ms % 1000 / 100))s"
}

# confirm QUESTION: yes without a person at the terminal, and with --yes (YES=1).
confirm() {
    local answer
    [[ ${YES:-0} == 0 && -t 0 ]] || return 0
    read -r -p "$1 [y/N] " answer
    [[ $answer == [yY]* ]]
}

is_root_on_debian() { [[ $EUID == 0 ]] && command -v apt-get >/dev/null; }

# apt_install PACKAGE…: progress is Debian's own, on stderr.
apt_install() {
    export DEBIAN_FRONTEND=noninteractive
    need_disk /var 1000
    apt-get -q update >&2 || say "apt-get update failed; going on with the package lists that are here"
    apt-get -q install -y --no-install-recommends "$@" >&2 \
        || die 3 "apt-get could not install $*" "see its words above; install them yourself and start again"
}

# install_missing PURPOSE [PACKAGE ...]: with apt-get where it can be; else says what will be left out.
install_missing() {
    local purpose=$1
    shift
    (($#)) || return 0
    if is_root_on_debian; then
        say "infrabot: installing $* for $purpose with apt-get"
        apt_install "$@"
    else
        say "infrabot: $* missing here; $purpose that need it say so"
    fi
}

# tame SERVICE: stops what its package has started; it was installed for its program only.
tame() {
    if [[ -d /run/systemd/system ]]; then
        systemctl disable --now "$1" >/dev/null 2>&1 || true
    elif [[ -x /etc/init.d/$1 ]]; then
        "/etc/init.d/$1" stop >/dev/null 2>&1 || true
    fi
}

# need_disk FOLDER MB
need_disk() {
    local folder=$1 free
    while [[ ! -d $folder ]]; do folder=$(dirname "$folder"); done
    free=$(df -Pm "$folder" | awk 'NR == 2 { print $4 }')
    ((free >= $2)) || die 3 "only $free MB of disk are free at $folder, $2 MB are needed" \
        "make room, or put INFRABOT_HOME elsewhere; INFRABOT_MIN_DISK_MB sets another limit for 'up'"
}

# When process $1 started: tells a process from a later one with the same pid. Nothing if there is none.
started_at() {
    local stat
    if [[ -d /proc/self ]]; then
        stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 0
        # fields after the program's name, which may itself hold spaces; a zombie (Z) has ended
        read -r -a stat <<<"${stat##*) }"
        [[ ${stat[0]} == Z ]] || echo "${stat[19]}"
    else
        ps -o lstart= -p "$1" 2>/dev/null || true
    fi
}

pid_file() { echo "$INFRABOT_HOME/run/$1.pid"; }

# The pid of part $1 if what we started still runs, else nothing. A pid that was given to another program is not it: that
# started at another time, and lacks the word that ours has on its command line.
pid_of() {
    local file pid born word=''
    file=$(pid_file "$1")
    [[ -r $file ]] || return 0
    { read -r pid && read -r born; } <"$file" || return 0
    word=$(sed -n 3p "$file")
    [[ -n $born && $(started_at "$pid") == "$born" ]] || return 0
    [[ -z $word ]] || has_word "$pid" "$word" || return 0
    echo "$pid"
}

# has_word PID WORD: whether the word stands on the command line of that process.
has_word() {
    if [[ -d /proc/self ]]; then
        grep -qszxF -- "$2" "/proc/$1/cmdline"
    else
        [[ " $(ps -ww -o args= -p "$1" 2>/dev/null) " == *" $2 "* ]]
    fi
}

# note ID PID [WORD]: writes the pid file, whole or not at all.
note() {
    local file
    file=$(pid_file "$1")
    mkdir -p "$INFRABOT_HOME/run"
    printf '%s\n%s\n%s\n' "$2" "$(started_at "$2")" "${3:-}" >"$file.$$"
    mv -f "$file.$$" "$file"
}

# Takes a log on stdin into file $1, which is turned while it runs; without Perl it grows.
keep_log() {
    if command -v perl >/dev/null; then exec setsid "$ROOT/dev/rotating" "$1"; else exec setsid cat >>"$1"; fi
}

# launch ID WORD COMMAND…: runs it in the background in a session of its own, log and pid under INFRABOT_HOME. WORD is on
# its command line, by which it is known again; empty where it has none of ours.
launch() {
    local id=$1 word=$2 log="$INFRABOT_HOME/logs/$1.log" pid tries=0
    shift 2
    mkdir -p "$INFRABOT_HOME/logs"
    # no file of ours stays open in it: who waits for our output, or for our lock, would wait for its end
    setsid nohup "$@" </dev/null > >(keep_log "$log" >/dev/null 2>&1 8>&- 9>&-) 2>&1 8>&- 9>&- &
    pid=$!
    disown
    note "$id" "$pid" "$word"
    # until then it is a copy of ourselves
    until [[ -z $word || -z $(started_at "$pid") ]] || has_word "$pid" "$word" || ((++tries > 100)); do sleep 0.02; done
}

# halt ID: TERM, 20 seconds (HALT_SECONDS), KILL; one line about it.
halt() {
    local pid
    pid=$(pid_of "$1")
    [[ -z $pid ]] || end_process "$1" "$pid"
    rm -f "$(pid_file "$1")"
}

# end_process ID PID: as halt, whatever the pid file says.
end_process() {
    local id=$1 pid=$2 born started word=ok limit=${HALT_SECONDS:-20}
    born=$(started_at "$pid")
    [[ -n $born ]] || return 0
    started=$(now_ms)
    kill -TERM "$pid" 2>/dev/null || true
    while [[ $(started_at "$pid") == "$born" ]]; do
        if (($(now_ms) - started > limit * 1000)) && [[ $word == ok ]]; then
            word=killed
            kill -KILL "$pid" 2>/dev/null || true
        fi
        sleep 0.1
    done
    if [[ $word == ok ]]; then
        say "ok stopped $id $(since "$started")"
    else
        say "killed $id: it did not stop within $limit s"
    fi
}

tail_log() { [[ ! -f $1 ]] || tail -n "${2:-20}" "$1" | sed 's/^/  | /' >&2; }

port_open() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# Who listens on port $1, as "java (pid 42)"; found through /proc, so that no tool is needed.
port_holder() {
    local hex inode fd pid
    hex=$(printf '%04X' "$1")
    inode=$(cat /proc/net/tcp /proc/net/tcp6 2>/dev/null \
        | awk -v port="$hex" '$4 == "0A" && $2 ~ ":" port "$" { print $10; exit }')
    if [[ -n $inode ]]; then
        fd=$(find /proc/[0-9]*/fd -lname "socket:\[$inode\]" -print -quit 2>/dev/null || true)
        pid=${fd#/proc/} pid=${pid%%/*}
        [[ -z $pid ]] || { echo "$(cat "/proc/$pid/comm" 2>/dev/null) (pid $pid)" && return; }
    fi
    echo "another program"
}

# http_answer ADDRESS PATH: head and body of the answer, nothing where none comes. ADDRESS is unix:///path or host:port.
# Perl where curl is missing: it is part of every Debian.
http_answer() {
    if command -v curl >/dev/null; then
        local target=(--noproxy '*' "http://$1$2")
        [[ $1 != unix://* ]] || target=(--unix-socket "${1#unix://}" "http://localhost$2")
        curl -s -i --max-time 3 "${target[@]}" 2>/dev/null || true
    else
        perl -MIO::Socket::UNIX -MIO::Socket::INET -e '
            my ($address, $path) = @ARGV;
            $SIG{ALRM} = sub { exit 1 };
            alarm 3;
            my $socket = $address =~ m{^unix://(.*)} ? IO::Socket::UNIX->new(Peer => $1)
                : IO::Socket::INET->new(PeerAddr => $address);
            exit 1 unless $socket;
            print $socket "GET $path HTTP/1.0\r\nHost: localhost\r\n\r\n";
            print while <$socket>;' "$1" "$2" 2>/dev/null || true
    fi
}

# http_status ADDRESS PATH: the status code, or 000.
http_status() {
    local code
    code=$(http_answer "$1" "$2" | sed -n '1s|^HTTP/[^ ]* \([0-9]*\).*|\1|p')
    echo "${code:-000}"
}

# Whether a container engine answers at unix:///path or tcp://host:port. With TLS only its own client can ask.
answers() {
    [[ $(http_status "${1/#tcp:\/\//}" /_ping) == 200 ]] \
        || { [[ -n ${DOCKER_TLS_VERIFY:-} ]] && docker -H "$1" version >/dev/null 2>&1; }
}
