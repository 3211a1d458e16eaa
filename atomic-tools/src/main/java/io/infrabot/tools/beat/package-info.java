/** The node's signs of life, and the fence that stops new effects once nobody hears them. */
@NullMarked
package io.infrabot.tools.beat;

import org.jspecify.annotations.NullMarked;
