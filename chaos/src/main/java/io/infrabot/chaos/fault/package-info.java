/** What can go wrong, done on purpose: each fault breaks something, holds, and heals it. */
@NullMarked
package io.infrabot.chaos.fault;

import org.jspecify.annotations.NullMarked;
