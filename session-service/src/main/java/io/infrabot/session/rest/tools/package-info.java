/** Atomic tools over REST. */
@NullMarked
package io.infrabot.session.rest.tools;

import org.jspecify.annotations.NullMarked;
