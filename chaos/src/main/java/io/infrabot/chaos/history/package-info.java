/** What happened, as clients recorded it and as the topics tell it; and whether the two agree. */
@NullMarked
package io.infrabot.chaos.history;

import org.jspecify.annotations.NullMarked;
