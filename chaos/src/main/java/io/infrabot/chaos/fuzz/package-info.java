/** Seeded nonsense, half valid, through both doors; and what must hold however much of it comes. */
@NullMarked
package io.infrabot.chaos.fuzz;

import org.jspecify.annotations.NullMarked;
