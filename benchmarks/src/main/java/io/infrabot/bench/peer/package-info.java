/** What InfraBot is compared with, and the limits of what it stands on. */
@NullMarked
package io.infrabot.bench.peer;

import org.jspecify.annotations.NullMarked;
