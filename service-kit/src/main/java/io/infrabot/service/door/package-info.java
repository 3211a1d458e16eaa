/** Who may call the doors that every service has. */
@NullMarked
package io.infrabot.service.door;

import org.jspecify.annotations.NullMarked;
