/** Puts the parts together: settings, topics, streams, tails. The only place where clocks and random ids are made. */
@NullMarked
package io.infrabot.session.wiring;

import org.jspecify.annotations.NullMarked;
