/** The node among others: its registration, its beats, how it leaves, and which of two under one id goes on. */
@NullMarked
package io.infrabot.tools.beat;

import org.jspecify.annotations.NullMarked;
