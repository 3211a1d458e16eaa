/** Which registry an image belongs to, and what opens it. */
@NullMarked
package io.infrabot.docker.registry;

import org.jspecify.annotations.NullMarked;
