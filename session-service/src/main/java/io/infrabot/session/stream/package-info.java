/** Live streams of server-sent events. */
@NullMarked
package io.infrabot.session.stream;

import org.jspecify.annotations.NullMarked;
