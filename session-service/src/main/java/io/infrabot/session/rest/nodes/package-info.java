/** Nodes over REST. */
@NullMarked
package io.infrabot.session.rest.nodes;

import org.jspecify.annotations.NullMarked;
