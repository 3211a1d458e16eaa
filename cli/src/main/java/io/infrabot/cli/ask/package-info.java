/** How a session is asked for something: the words of the command line, and the calls that they become. */
@NullMarked
package io.infrabot.cli.ask;

import org.jspecify.annotations.NullMarked;
