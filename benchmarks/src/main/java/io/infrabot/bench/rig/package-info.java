/** What is measured: a stack of its own, the connections to it, and who reads along. */
@NullMarked
package io.infrabot.bench.rig;

import org.jspecify.annotations.NullMarked;
