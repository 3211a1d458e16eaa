#!/usr/bin/env bash
# Operations that failed, by type and code, most often first: type, code, number.
set -euo pipefail

"$(dirname "${BASH_SOURCE[0]}")/facts.sh" | jq -rn '
  reduce inputs as $one ({};
    . as $so_far | $one.fact as $fact
    | try (if $one.type == "io.infrabot.session.operation-accepted.v1" then .type[$fact.operationId] = $fact.type
      elif $one.type == "io.infrabot.session.operation-failed.v1"
        then .count["\(.type[$fact.operationId]) \($fact.error.code)"] += 1
      else . end) catch $so_far)
  | .count // {} | to_entries | sort_by(-.value, .key)[] | "\(.key) \(.value)" | gsub(" "; "\t")'
