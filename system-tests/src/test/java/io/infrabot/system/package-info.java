/** What a user gets from the real, packaged processes, and what they survive. */
@NullMarked
package io.infrabot.system;

import org.jspecify.annotations.NullMarked;
