/** The demonstration: one scenario, each step checked where it happened. */
@NullMarked
package io.infrabot.cli.demo;

import org.jspecify.annotations.NullMarked;
