/** What one service may tell another: the records of every topic. Data only, no behaviour. */
@NullMarked
package io.infrabot.events;

import org.jspecify.annotations.NullMarked;
