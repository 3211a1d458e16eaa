/** Starts, asks, watches and breaks the processes; and looks at their effects without asking them. */
@NullMarked
package io.infrabot.system.harness;

import org.jspecify.annotations.NullMarked;
