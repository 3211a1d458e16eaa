/** Which node an operation is given to. No I/O, no clock. */
@NullMarked
package io.infrabot.session.placement;

import org.jspecify.annotations.NullMarked;
