/** A Kafka broker for one machine: what {@code ./infrabot up} runs, and what tests start in-process. */
@NullMarked
package io.infrabot.localstack;

import org.jspecify.annotations.NullMarked;
