#!/usr/bin/env bash
# Every fact of the history, one JSON object a line: partition, offset, type, cause, fact.
#   BROKER=127.0.0.1:9092 ./facts.sh
# Believes the first fact of each version, which jq can check. Void facts of the right version, which a writer may leave
# that dies, need the digest as well: ../facts.mjs.
set -euo pipefail

kcat -C -e -q -b "${BROKER:-127.0.0.1:9092}" -t infrabot.session.events -o beginning -J |
    jq -nc '
      def headers: [range(0; length; 2) as $i | {(.[$i]): .[$i + 1]}] | add // {};
      foreach inputs as $record ({};
        ($record.payload // "null" | fromjson) as $fact
        | if $fact != null and $fact.version == (.last[$record.key] // 0) + 1
          then .last[$record.key] = $fact.version
            | ($record.headers // [] | headers) as $headers
            | .out = {partition: $record.partition, offset: $record.offset,
                      type: $headers.ce_type, cause: $headers.ce_cause, fact: $fact}
          else .out = null end;
        .out // empty)'
