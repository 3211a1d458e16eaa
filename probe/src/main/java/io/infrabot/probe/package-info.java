/** Container engine, registry and live streams, asked directly: what InfraBot did, seen without InfraBot. */
@NullMarked
package io.infrabot.probe;

import org.jspecify.annotations.NullMarked;
