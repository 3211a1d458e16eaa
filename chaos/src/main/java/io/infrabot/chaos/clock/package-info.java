/** Clocks that are wrong, for one process at a time. */
@NullMarked
package io.infrabot.chaos.clock;

import org.jspecify.annotations.NullMarked;
