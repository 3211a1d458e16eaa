/** What a resource says of its routes (session, access, answers, problems), and the table of them. */
@NullMarked
package io.infrabot.session.endpoint;

import org.jspecify.annotations.NullMarked;
