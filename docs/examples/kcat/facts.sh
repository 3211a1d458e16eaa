#!/usr/bin/env bash
# Every fact of the history, one JSON object a line: partition, offset, type, cause, fact.
#   BROKER=127.0.0.1:9092 ./facts.sh
# Believes the first fact of each version, which jq can check. Void facts of the right version, which a writer may leave
# that dies, need the digest as well: ../facts.mjs. What cannot be read is skipped, and counted on standard error; of half
# a surrogate pair, which jq cannot read, it shows U+FFFD.
set -euo pipefail

kcat -C -e -q -b "${BROKER:-127.0.0.1:9092}" -t infrabot.session.events -o beginning -J |
    jq -Rnc '
      def whole: gsub("\\\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\\\u[dD][c-fC-F][0-9a-fA-F]{2})"; "\\ufffd")
        | gsub("(?<!\\\\u[dD][89abAB][0-9a-fA-F]{2})\\\\u[dD][c-fC-F][0-9a-fA-F]{2}"; "\\ufffd");
      def read: . as $text | try fromjson catch (try ($text | whole | fromjson) catch null);
      def headers: [range(0; length; 2) as $i | {(.[$i]): .[$i + 1]}] | add // {};
      def fact: select((.key | type) == "string") | .payload | strings | read | objects | select((.version | type) == "number");
      foreach (inputs, null) as $line ({};
        .out = null
        | if $line == null then
            if .skipped then (("facts.sh: skipped \(.skipped) records that cannot be read" | stderr | empty), .) else . end
          else
            ([$line | read | objects] | .[0]) as $record
            | ($record.headers // [] | headers) as $headers
            | ([$record | fact | select($headers.ce_type)] | .[0]) as $fact
            | if $fact == null then .skipped += 1
              elif $fact.version == (.last[$record.key] // 0) + 1 then
                .last[$record.key] = $fact.version
                | .out = {partition: $record.partition, offset: $record.offset,
                          type: $headers.ce_type, cause: $headers.ce_cause, fact: $fact}
              else . end
          end;
        .out // empty)'
