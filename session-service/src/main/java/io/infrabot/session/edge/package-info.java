/** What every call passes before a resource: HTTP hygiene, bounds on what is in flight, bodies. */
@NullMarked
package io.infrabot.session.edge;

import org.jspecify.annotations.NullMarked;
