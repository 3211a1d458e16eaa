/** Health over REST. */
@NullMarked
package io.infrabot.session.rest.health;

import org.jspecify.annotations.NullMarked;
