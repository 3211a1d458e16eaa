/** What is answered where a call is refused: problem+json (RFC 9457), and what is wrong with one field of it. */
@NullMarked
package io.infrabot.session.problem;

import org.jspecify.annotations.NullMarked;
