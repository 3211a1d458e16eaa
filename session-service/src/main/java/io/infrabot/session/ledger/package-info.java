/** Where sessions and their operations stand: values, and the fold that moves them on. No I/O, no clock. */
@NullMarked
package io.infrabot.session.ledger;

import org.jspecify.annotations.NullMarked;
