/** The run behind {@code ./infrabot chaos}: a world, load, faults one after another, and the verdict. */
@NullMarked
package io.infrabot.chaos.run;

import org.jspecify.annotations.NullMarked;
