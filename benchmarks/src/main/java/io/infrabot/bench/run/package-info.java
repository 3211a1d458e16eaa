/** One run of benchmarks, from the arguments to the table. */
@NullMarked
package io.infrabot.bench.run;

import org.jspecify.annotations.NullMarked;
