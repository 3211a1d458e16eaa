/** Operations over REST. */
@NullMarked
package io.infrabot.session.rest.operations;

import org.jspecify.annotations.NullMarked;
