/** What is going on right now: progress, and the changes that readers follow. */
@NullMarked
package io.infrabot.session.live;

import org.jspecify.annotations.NullMarked;
