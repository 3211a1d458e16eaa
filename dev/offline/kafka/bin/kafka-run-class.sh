#!/usr/bin/env bash
# kafka-run-class.sh CLASS ARGUMENT…: any class of Kafka's, with the options that the real script takes too.
set -euo pipefail
: "${KAFKA_HEAP_OPTS:=-Xmx256M}" "${KAFKA_JVM_PERFORMANCE_OPTS:=-XX:+UseSerialGC}" "${KAFKA_OPTS:=}"
# shellcheck disable=SC2086 # each holds several options
exec java $KAFKA_HEAP_OPTS $KAFKA_JVM_PERFORMANCE_OPTS $KAFKA_OPTS -XX:+ExitOnOutOfMemoryError \
    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -Dorg.slf4j.simpleLogger.showDateTime=true "-Dorg.slf4j.simpleLogger.dateTimeFormat=[yyyy-MM-dd HH:mm:ss,SSS]" \
    -Dorg.slf4j.simpleLogger.showThreadName=false -Dorg.slf4j.simpleLogger.logFile=System.out \
    -Dorg.slf4j.simpleLogger.defaultLogLevel="${STAND_IN_LOG_LEVEL:-info}" -cp '/opt/kafka/libs/*' "$@"
