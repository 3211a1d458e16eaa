/** A second opinion on what InfraBot did: the container engine and the registry, asked directly. */
@NullMarked
package io.infrabot.cli.engine;

import org.jspecify.annotations.NullMarked;
