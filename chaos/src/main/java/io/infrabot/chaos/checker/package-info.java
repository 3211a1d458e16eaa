/** What clients, readers, services and the engine saw of a run, held against its history. */
@NullMarked
package io.infrabot.chaos.checker;

import org.jspecify.annotations.NullMarked;
