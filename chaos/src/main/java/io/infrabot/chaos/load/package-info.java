/** Work asked for without end, so that faults have something to break. */
@NullMarked
package io.infrabot.chaos.load;

import org.jspecify.annotations.NullMarked;
