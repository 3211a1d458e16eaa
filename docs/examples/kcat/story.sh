#!/usr/bin/env bash
# What happened in one session: version, time, what, operation, and the record that caused it.
set -euo pipefail

(($# == 1)) || { echo "usage: story.sh SESSION" >&2; exit 2; }
"$(dirname "${BASH_SOURCE[0]}")/facts.sh" | jq -r --arg session "$1" '
  select(.fact.sessionId == $session)
  | try ([.fact.version, .fact.at, (.type | ltrimstr("io.infrabot.session.") | rtrimstr(".v1")), .fact.operationId // "-", .cause]
  | @tsv) catch empty'
