/** Kafka Streams around the writer: topology, task, stores on disk, and what becomes of each record it reads. */
@NullMarked
package io.infrabot.session.topology;

import org.jspecify.annotations.NullMarked;
