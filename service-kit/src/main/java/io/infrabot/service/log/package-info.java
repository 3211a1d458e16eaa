/** How a service logs: one line a record, nothing from outside can forge one, and a storm stays short. */
@NullMarked
package io.infrabot.service.log;

import org.jspecify.annotations.NullMarked;
