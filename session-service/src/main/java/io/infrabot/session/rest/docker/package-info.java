/** Docker operations over REST. */
@NullMarked
package io.infrabot.session.rest.docker;

import org.jspecify.annotations.NullMarked;
