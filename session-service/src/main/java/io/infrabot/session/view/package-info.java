/** Sessions' operations and nodes as users see them. */
@NullMarked
package io.infrabot.session.view;

import org.jspecify.annotations.NullMarked;
