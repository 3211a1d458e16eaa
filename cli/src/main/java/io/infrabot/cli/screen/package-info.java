/** What a person or a machine sees: bars, tables, lines. Pure where it draws, thin where it writes. */
@NullMarked
package io.infrabot.cli.screen;

import org.jspecify.annotations.NullMarked;
