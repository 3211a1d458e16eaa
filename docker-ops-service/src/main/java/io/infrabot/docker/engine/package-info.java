/** What InfraBot asks of a container engine, in its own words. */
@NullMarked
package io.infrabot.docker.engine;

import org.jspecify.annotations.NullMarked;
