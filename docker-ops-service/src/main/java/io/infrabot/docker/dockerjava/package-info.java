/** The container engine through docker-java, which no other package knows. */
@NullMarked
package io.infrabot.docker.dockerjava;

import org.jspecify.annotations.NullMarked;
