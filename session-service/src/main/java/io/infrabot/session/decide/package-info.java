/** What the one writer makes of what it reads: facts, or a refusal as a value. No I/O, no clock. */
@NullMarked
package io.infrabot.session.decide;

import org.jspecify.annotations.NullMarked;
