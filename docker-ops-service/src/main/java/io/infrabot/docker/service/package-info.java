/** Settings, wiring and the watch over the engine. */
@NullMarked
package io.infrabot.docker.service;

import org.jspecify.annotations.NullMarked;
