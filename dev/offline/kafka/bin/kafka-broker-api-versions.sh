#!/usr/bin/env bash
STAND_IN_LOG_LEVEL=warn exec "$(dirname "$0")/kafka-run-class.sh" org.apache.kafka.tools.BrokerApiVersionsCommand "$@"
