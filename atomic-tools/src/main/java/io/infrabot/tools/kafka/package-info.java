/** How work arrives and reports leave: the only package that knows Kafka. */
@NullMarked
package io.infrabot.tools.kafka;

import org.jspecify.annotations.NullMarked;
