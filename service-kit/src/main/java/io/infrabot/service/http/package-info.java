/** Who may call the doors that every service has. */
@NullMarked
package io.infrabot.service.http;

import org.jspecify.annotations.NullMarked;
