/** How it is measured: at fixed moments, side by side, with a control; knows nothing of what is measured. */
@NullMarked
package io.infrabot.bench.measure;

import org.jspecify.annotations.NullMarked;
