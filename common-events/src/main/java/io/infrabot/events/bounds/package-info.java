/** What every door asks of what it lets in: lengths, characters, numbers, depth. Pure; the same code at each door. */
@NullMarked
package io.infrabot.events.bounds;

import org.jspecify.annotations.NullMarked;
