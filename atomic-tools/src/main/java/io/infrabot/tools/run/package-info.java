/** Runs of atomic tools on this node, from taken to finished once. Plain Java: no Kafka, no Quarkus. */
@NullMarked
package io.infrabot.tools.run;

import org.jspecify.annotations.NullMarked;
