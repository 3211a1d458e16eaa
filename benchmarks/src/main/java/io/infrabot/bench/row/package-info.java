/** The benchmarks, one class each. */
@NullMarked
package io.infrabot.bench.row;

import org.jspecify.annotations.NullMarked;
