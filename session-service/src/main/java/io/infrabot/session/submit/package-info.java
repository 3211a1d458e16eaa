/** How a request is asked for: tried, published, answered with what the writer decided. */
@NullMarked
package io.infrabot.session.submit;

import org.jspecify.annotations.NullMarked;
