/** The one writer of each session: drafts and facts, what follows from a fact, who looks after live operations. */
@NullMarked
package io.infrabot.session.writer;

import org.jspecify.annotations.NullMarked;
