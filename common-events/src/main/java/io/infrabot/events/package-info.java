/** What one service may tell another: the records of every topic, and values that check their own form. No behaviour. */
@NullMarked
package io.infrabot.events;

import org.jspecify.annotations.NullMarked;
