/** What an atomic tool is: a described effect that the framework takes, runs, limits, retries and reports. */
@NullMarked
package io.infrabot.tools;

import org.jspecify.annotations.NullMarked;
