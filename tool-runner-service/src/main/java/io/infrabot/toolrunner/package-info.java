/** The tools that need no container engine. */
@NullMarked
package io.infrabot.toolrunner;

import org.jspecify.annotations.NullMarked;
