/** The commands behind {@code ./infrabot}: a thin client of the REST interface. */
@NullMarked
package io.infrabot.cli;

import org.jspecify.annotations.NullMarked;
