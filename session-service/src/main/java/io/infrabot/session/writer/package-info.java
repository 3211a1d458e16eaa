/** The one writer of each session: a Kafka Streams topology around decide and fold. */
@NullMarked
package io.infrabot.session.writer;

import org.jspecify.annotations.NullMarked;
