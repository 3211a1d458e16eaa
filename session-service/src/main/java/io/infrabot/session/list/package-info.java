/** Sessions in lists, from the compacted state topic. */
@NullMarked
package io.infrabot.session.list;

import org.jspecify.annotations.NullMarked;
