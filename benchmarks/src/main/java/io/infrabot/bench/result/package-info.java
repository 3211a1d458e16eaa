/** What came out: figures, ratios and targets, as values. */
@NullMarked
package io.infrabot.bench.result;

import org.jspecify.annotations.NullMarked;
