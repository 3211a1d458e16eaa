/** The container engine as a node sees it: watched, and taken away, without touching the engine itself. */
@NullMarked
package io.infrabot.chaos.engine;

import org.jspecify.annotations.NullMarked;
