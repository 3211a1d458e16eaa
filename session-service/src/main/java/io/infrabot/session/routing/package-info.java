/** Which instance answers a call that concerns one session: this one, its owner, or a copy (ADR 008). */
@NullMarked
package io.infrabot.session.routing;

import org.jspecify.annotations.NullMarked;
