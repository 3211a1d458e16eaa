/** Which of several instances answers for a session. */
@NullMarked
package io.infrabot.session.owner;

import org.jspecify.annotations.NullMarked;
