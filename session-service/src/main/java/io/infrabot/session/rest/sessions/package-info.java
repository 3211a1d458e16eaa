/** Sessions over REST. */
@NullMarked
package io.infrabot.session.rest.sessions;

import org.jspecify.annotations.NullMarked;
