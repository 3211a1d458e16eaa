/** Operations on images as atomic tools: pull, push, tag, build. */
@NullMarked
package io.infrabot.docker.image;

import org.jspecify.annotations.NullMarked;
