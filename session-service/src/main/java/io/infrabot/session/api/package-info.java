/** The front door: REST and server-sent events. */
@NullMarked
package io.infrabot.session.api;

import org.jspecify.annotations.NullMarked;
