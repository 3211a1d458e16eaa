/** The world of a test class. */
@NullMarked
package io.infrabot.system.harness;

import org.jspecify.annotations.NullMarked;
