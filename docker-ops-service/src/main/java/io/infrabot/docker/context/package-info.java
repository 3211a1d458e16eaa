/** What is sent to be built, and how: the same bytes that the docker client's classic builder sends. */
@NullMarked
package io.infrabot.docker.context;

import org.jspecify.annotations.NullMarked;
