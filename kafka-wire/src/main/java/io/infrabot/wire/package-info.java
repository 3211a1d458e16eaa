/** How records travel: CloudEvents 1.0 in Kafka's binary mode, the value as plain JSON (ADR 004). */
@NullMarked
package io.infrabot.wire;

import org.jspecify.annotations.NullMarked;
