/** How the history of sessions is read: records to facts, one session's facts piece by piece, and the port behind them. */
@NullMarked
package io.infrabot.session.history;

import org.jspecify.annotations.NullMarked;
