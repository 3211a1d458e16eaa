/** Networks that can be broken: a namespace for a process, and what is done to its packets. */
@NullMarked
package io.infrabot.chaos.net;

import org.jspecify.annotations.NullMarked;
