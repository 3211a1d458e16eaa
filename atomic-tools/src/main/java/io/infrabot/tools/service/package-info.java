/** What turns the framework into a running service: configuration, wiring, metrics, health. */
@NullMarked
package io.infrabot.tools.service;

import org.jspecify.annotations.NullMarked;
