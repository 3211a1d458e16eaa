#!/usr/bin/env bash
# dev/npm-ci.sh [--apart] FOLDER: installs what the folder's package-lock.json names, once, from npm's cache where it can.
# Ends with 3, and says what is missing, where that cannot be done here. --apart: into a copy below INFRABOT_HOME, whose
# folder it prints, so that nothing is left among the sources.
set -Eeuo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=lib.sh
. "$ROOT/dev/lib.sh"

NODE_WANTED=20.19.4

# not_older HAVE WANTED
not_older() { [[ $(printf '%s\n' "$1" "$2" | sort -V | head -n 1) == "$2" ]]; }

# copy_of FOLDER: a fresh copy with the modules that stand beside it; what was installed in it before stays.
copy_of() {
    local from to
    from=$(cd "$1" && pwd)
    to=$INFRABOT_HOME/examples/${from##*/}
    mkdir -p "$to"
    cp "$from/.."/*.mjs "$to/.."
    find "$from" -mindepth 1 -maxdepth 1 ! -name node_modules -exec cp -R {} "$to/" \;
    echo "$to"
}

main() {
    local folder mark version said apart=0
    if [[ ${1:-} == --apart ]]; then
        apart=1
        shift
    fi
    folder=${1:?usage: dev/npm-ci.sh [--apart] FOLDER}
    if ((apart)); then
        folder=$(copy_of "$folder")
        echo "$folder"
    fi
    mark=$folder/node_modules/.infrabot-lock
    version=$(node --version 2>/dev/null) || die 3 "node is missing" "install Node >= $NODE_WANTED"
    not_older "${version#v}" "$NODE_WANTED" || die 3 "node is $version, but $NODE_WANTED is needed" "install a newer Node"
    ! cmp -s "$folder/package-lock.json" "$mark" || return 0
    command -v npm >/dev/null || die 3 "npm is missing" "install npm"
    # no scripts: nothing that is installed here needs one, and none of them is ours
    said=$(cd "$folder" && npm ci --ignore-scripts --no-audit --no-fund --prefer-offline 2>&1) || {
        say "$said"
        die 3 "npm could not install what $folder/package-lock.json names" "is a registry reachable, or npm's cache filled?"
    }
    cp "$folder/package-lock.json" "$mark"
}

main "$@"
