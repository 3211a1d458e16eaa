/** The history, read off its topic and folded outside of the process that wrote it. */
@NullMarked
package io.infrabot.testkit.history;

import org.jspecify.annotations.NullMarked;
