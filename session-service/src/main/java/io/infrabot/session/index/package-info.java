/** Sessions in lists, from the compacted state topic. */
@NullMarked
package io.infrabot.session.index;

import org.jspecify.annotations.NullMarked;
