#!/usr/bin/env bash
# The ten operations that took longest from accepted to succeeded, as the writer saw them: seconds, type, operation.
set -euo pipefail

"$(dirname "${BASH_SOURCE[0]}")/facts.sh" | jq -rn '
  # jq reads no fractions of a second by itself
  def seconds: (sub("\\.[0-9]+Z$"; "Z") | fromdate) + ((capture("(?<part>\\.[0-9]+)Z$").part | tonumber) // 0);
  reduce inputs as $one ({};
    . as $so_far | $one.fact as $fact
    | try (if $one.type == "io.infrabot.session.operation-accepted.v1" then .asked[$fact.operationId] = $fact
      elif $one.type == "io.infrabot.session.operation-succeeded.v1" then
        .asked[$fact.operationId] as $asked
        | .took += [[($fact.at | seconds) - ($asked.at | seconds), $asked.type, $fact.operationId]]
      else . end) catch $so_far)
  | .took // [] | sort_by(-.[0])[:10][] | "\(.[0] * 1000 | round / 1000)\t\(.[1])\t\(.[2])"'
